package io.writeguard.it.values;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpsertTest {

    private static Trial trial;

    @BeforeAll
    static void open() {
        trial = new Trial("""
                create table accounts (id int primary key, name text constraint by_name unique, token text, note text);
                insert into accounts select g, 'n' || g, 'sk-live-' || md5(g::text), '' from generate_series(1, 20) g;
                insert into accounts values (21, 'n21', '', ''), (22, 'n22', '****', '');
                create table members (org int, person int, token text, note text, primary key (org, person));
                insert into members select g, g, md5(g::text), '' from generate_series(1, 20) g;
                create table logins (id serial primary key, email text, token text, deleted_at date);
                create unique index on logins (lower(email));
                create unique index on logins (email) where deleted_at is null;
                insert into logins (email, token, deleted_at)
                select 'u' || g, md5(g::text), case when g > 10 then date '2020-01-01' end
                from generate_series(1, 20) g""", """
                version: 1
                tables:
                  accounts: {secret-columns: [token]}
                  members: {secret-columns: [token]}
                  logins: {secret-columns: [token]}
                """, "accounts", "members", "logins");
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into accounts values (3, 'n3', '') on conflict (id) do update set token = excluded.token",
                "insert into accounts values (3, 'n3', '') on conflict (name) do update set token = excluded.token",
                "insert into accounts values (3, 'n3', '') on conflict on constraint by_name do update set token = ''",
                "insert into accounts as a values (3, 'n3', '') on conflict (id)"
                        + " do update set token = coalesce(excluded.token, a.token)",
                "insert into accounts values (21, 'z', 'sk-live-1'), (3, 'n3', '') on conflict (id)"
                        + " do update set token = excluded.token",
                "insert into accounts values (3, 'n3', '') on conflict (id)"
                        + " do update set (name, token) = (excluded.name, excluded.token)",
                "insert into accounts values (300, 'n300', '') on conflict (id) do update set name = excluded.name",
                "insert into accounts values (300, 'n300', '') on conflict do nothing",
                "insert into members values (1, 1, '') on conflict (person, org) do update set token = excluded.token",
                "insert into members values (1, 2, '') on conflict (org, person) do update set note = excluded.note",
                "insert into logins (email, token) values ('U3', '') on conflict (lower(email))"
                        + " do update set token = excluded.token",
                "insert into logins (email, token) values ('u3', '') on conflict (email) where deleted_at is null"
                        + " do update set token = excluded.token",
                "insert into logins (email, token) values ('u99', '') on conflict (email) where deleted_at is null"
                        + " do update set deleted_at = null"
            })
    void emptyOverASecretOrInANewRow(String sql) throws SQLException {
        trial.refused("empty-secret", sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into accounts values (3, 'n3', '') on conflict (id) do update set note = 'seen'",
                "insert into accounts values (3, 'n3', '') on conflict (name) do update set note = 'seen'",
                "insert into accounts values (3, 'n3', '') on conflict do nothing",
                "insert into accounts values (3, 'n3', '') on conflict (id)"
                        + " do update set token = coalesce(nullif(excluded.token, ''), accounts.token)",
                "insert into accounts as a values (3, 'n3', '') on conflict (id)"
                        + " do update set token = case when excluded.token = '' then a.token else excluded.token end",
                "insert into accounts values (3, 'n3', '') on conflict (id)"
                        + " do update set token = excluded.token where excluded.token <> ''",
                "insert into accounts values (3, 'n3', '') on conflict (id)"
                        + " do update set token = excluded.token where accounts.token = ''",
                "insert into accounts values (21, 'n21', ''), (22, 'n22', '****') on conflict (id)"
                        + " do update set token = excluded.token, note = 'same'",
                "insert into accounts values (3, 'n3', 'sk-live-new') on conflict (id)"
                        + " do update set token = excluded.token",
                "insert into accounts (id, name, token) select id, name, '' from accounts on conflict (id)"
                        + " do update set note = 'seen'",
                "insert into members values (1, 1, '') on conflict (org, person) do update set note = 'seen'",
                "insert into members values (1, 1, '') on conflict on constraint members_pkey do update set note = 's'",
                "insert into logins (email, token) values ('U3', '') on conflict (lower(email))"
                        + " do update set deleted_at = null",
                "insert into logins (email, token) values ('U3', 'sk-live-new') on conflict (lower(email))"
                        + " do update set token = excluded.token",
                "insert into logins (email, token) values ('u3', '') on conflict (email) where deleted_at is null"
                        + " do update set deleted_at = null",
                "insert into logins (email, token) values ('u3', 'sk-live-new') on conflict (email)"
                        + " where deleted_at is null do update set token = excluded.token",
                "insert into logins (email, token) values ('u3', '') on conflict (email)"
                        + " where deleted_at is null do nothing"
            })
    void heartbeatsKeepersAndRotations(String sql) throws SQLException {
        trial.passes(sql);
    }
}
