package io.writeguard.it.transparency;

import io.writeguard.it.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Two databases of equal content, one of them behind the guard; filled anew for each scenario. */
final class TwinDatabases implements AutoCloseable {

    /** Rows come in the order of an index, not in that of their places in the table. */
    private static final String DEFINITION = """
            create table note (id serial primary key, body text, n int check (n < 1000), at timestamptz,
                amount numeric(10,2), data bytea, tags text[], doc jsonb, flag boolean, big bigint, x xml);
            create table token (id serial primary key, owner text unique, secret text, refresh text, n int);
            create table client (id int primary key, name text);
            create table client_token (client int primary key references client on delete cascade, secret text);
            create view token_view as select id, owner, secret, n from token;
            create table signal (id serial primary key, owner text);
            create function on_signal() returns trigger language plpgsql as $$ begin
                update token set n = n + 1 where owner = new.owner;
                raise notice 'signal for %', new.owner;
                return new; end $$;
            create trigger signalled after insert on signal for each row execute function on_signal();
            create function rotate(who text, value text) returns int language plpgsql as $$ begin
                update token set secret = value where owner = who; return 7; end $$;
            create procedure retire(who text, inout gone int) language plpgsql as $$ begin
                update token set refresh = null where owner = who; gone := 1; end $$;
            create function words(n int) returns setof text language sql as $$
                select 'word ' || g from generate_series(1, n) g $$;
            create function cursor_of_notes() returns refcursor language plpgsql as $$
                declare c refcursor := 'notes'; begin open c for select id, body from note order by id; return c; end $$;
            create function warn(text) returns int language plpgsql as $$ begin raise warning 'beware %', $1; return 1; end $$;
            create function add_one(inout i int, out doubled int) language sql as $$ select i + 1, i * 2 $$;
            create type pair as (a int, b text);
            create index on token (n);
            do $$ declare setting text; begin
                foreach setting in array array['enable_seqscan', 'enable_bitmapscan', 'enable_sort', 'enable_hashjoin'] loop
                    execute format('alter database %I set %s = off', current_database(), setting); end loop; end $$;
            """;

    private static final String CONTENT = """
            truncate note, token, client, client_token, signal restart identity;
            insert into note (body, n, at, amount, data, tags, doc, flag, big, x)
                select 'note ' || g, g, timestamptz '2024-05-06 07:08:09+00' + g * interval '1 day', g + 0.25,
                    decode('00ff0' || g, 'hex'), array['a' || g, null], jsonb_build_object('k', g), g % 2 = 0,
                    5000000000 + g, ('<a>' || g || '</a>')::xml
                from generate_series(1, 8) g;
            insert into token (owner, secret, refresh, n)
                select 'owner' || g, 'secret-of-' || g || '-abcdef', case when g % 3 > 0 then 'refresh-of-' || g end, g
                from generate_series(1, 12) g;
            insert into client select g, 'client ' || g from generate_series(1, 4) g;
            insert into client_token select g, 'client-secret-' || g || '-abc' from generate_series(1, 4) g;
            """;

    /** Everything that the scenarios write is allowed; all of it is judged. */
    private static final String RULES = """
            version: 1
            defaults:
              mass-invalidation: {threshold-ratio: 100%, minimum-rows: 1000000}
            tables:
              public.token: {secret-columns: [secret, refresh]}
              public.client_token: {secret-columns: [secret]}
            """;

    private static final List<String> TABLES = List.of("note", "token", "client", "client_token", "signal");

    private final TestDatabase plain = TestDatabase.with(DEFINITION);
    private final TestDatabase guarded = TestDatabase.with(DEFINITION);
    private final Path rules = guarded.rules(RULES);

    void fill() {
        plain.execute(CONTENT);
        guarded.execute(CONTENT);
    }

    List<String> playPlain(Scenario scenario, String parameters) throws Exception {
        return play(scenario, plain, plain.url() + parameters);
    }

    List<String> playGuarded(Scenario scenario, String parameters) throws Exception {
        return play(scenario, guarded, guarded.guardedUrl(rules) + parameters);
    }

    private static List<String> play(Scenario scenario, TestDatabase database, String url) throws Exception {
        Transcript transcript = new Transcript(database.text("select current_database()"));
        try (Connection connection = DriverManager.getConnection(url)) {
            Connection recorded = new Recorder(transcript).inFrontOf(connection);
            Scenario.attempt(() -> scenario.calls().on(recorded));
        }
        List<String> lines = new ArrayList<>(transcript.lines());
        lines.addAll(contents(database));
        return lines;
    }

    private static List<String> contents(TestDatabase database) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(database.url());
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet content = statement.executeQuery("select t::text from " + table + " t order by 1")) {
                    while (content.next()) {
                        rows.add(table + " " + content.getString(1));
                    }
                }
            }
            try (ResultSet sequences = statement.executeQuery(
                    "select sequencename || ' ' || coalesce(last_value, 0) from pg_sequences order by 1")) {
                while (sequences.next()) {
                    rows.add(sequences.getString(1));
                }
            }
        }
        return rows;
    }

    @Override
    public void close() {
        plain.close();
        guarded.close();
    }
}
