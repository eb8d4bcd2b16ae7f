package io.writeguard.it.reach;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Foreign keys whose action takes rows of a guarded table away, or rewrites them. */
class CascadeTest {

    private static final String ORGANISATIONS = """
            create table orgs (id int primary key, name text);
            insert into orgs select n, 'org ' || n from generate_series(0, 11) n;
            """;

    private static final String KEY = ORGANISATIONS + "alter table users add foreign key (org_id) references orgs ";

    @Test
    void deleteOfAParent() throws SQLException {
        try (Twins twins = Twins.with(KEY + "on delete cascade")) {
            twins.refuses(
                            "delete from orgs",
                            "delete from only public.orgs as o where o.id < 5",
                            "delete from orgs using users u where u.org_id = orgs.id and u.id < 30",
                            "with gone as (delete from orgs where id < 5 returning id) select count(*) from gone",
                            "with few as (select id from orgs where id < 5) delete from orgs where id in (select id from few)",
                            "explain analyze delete from orgs")
                    .passes(
                            "delete from orgs where id = 3",
                            "delete from orgs where id > 9",
                            "update orgs set name = 'x'");
        }
    }

    @Test
    void twoAndThreeLevels() throws SQLException {
        try (Twins twins = Twins.with(KEY + """
                on delete cascade;
                create table groups (id int primary key); insert into groups values (1), (2), (3);
                create table regions (id int primary key); insert into regions values (1), (2);
                alter table groups add region int references regions on delete cascade;
                alter table orgs add parent int references groups on delete cascade;
                update groups set region = 1 where id < 3;
                update orgs set parent = 1 + id % 2;
                """)) {
            twins.refuses("delete from groups where id = 1", "delete from regions where id = 1", "delete from regions")
                    .passes("delete from groups where id = 3", "delete from regions where id = 2");
        }
    }

    @Test
    void compositeKey() throws SQLException {
        try (Twins twins = Twins.with("""
                create table parts (region text, "No" int, primary key (region, "No"));
                insert into parts select r, n from unnest(array['eu', 'us']) r, generate_series(1, 50) n;
                alter table users add region text, add "No" int;
                update users set region = case when id > 50 then 'eu' else 'us' end, "No" = (id - 1) % 50 + 1;
                alter table users add foreign key (region, "No") references parts on delete cascade;
                """)) {
            twins.refuses("delete from parts where region = 'eu'", "delete from parts where \"No\" < 9")
                    .passes(
                            "delete from parts where region = 'eu' and \"No\" = 7",
                            "delete from parts where \"No\" = 3");
        }
    }

    @Test
    void selfReference() throws SQLException {
        try (Twins twins = Twins.with("""
                alter table users add manager int references users on delete cascade;
                update users set manager = 1 where id between 2 and 40;
                update users set manager = 50 where id between 51 and 53;
                """)) {
            twins.refuses("delete from users where id = 1").passes("delete from users where id = 50");
        }
    }

    @Test
    void twoPathsToOneTable() throws SQLException {
        try (Twins twins = Twins.with(KEY + """
                on delete cascade;
                alter table users add billing int references orgs on delete cascade;
                update users set billing = 11, org_id = 10 where id <= 7;
                update users set billing = 11 where id > 92;
                """)) {
            twins.refuses("delete from orgs where id in (3, 11)", "delete from orgs where id in (10, 11)")
                    .passes("delete from orgs where id = 10");
        }
    }

    @Test
    void restrictAndNoActionFailAsEver() throws SQLException {
        try (Twins twins = Twins.with(KEY + "on delete no action")) {
            twins.passes("delete from orgs where id > 9");
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> Twins.run(twins.guarded.getConnection(), "delete from orgs"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            error -> org.assertj.core.api.Assertions.assertThat(error.getSQLState())
                                    .isEqualTo("23503"));
        }
    }

    @Test
    void setNullOfAPlainColumn() throws SQLException {
        try (Twins twins = Twins.with(KEY + "on delete set null")) {
            twins.passes("delete from orgs where id < 5", "delete from orgs");
        }
    }

    @Test
    void setNullOrDefaultOfTheSecret() throws SQLException {
        for (String action : new String[] {"set null", "set default"}) {
            try (Twins twins = Twins.with("""
                    create table credentials (token text primary key);
                    insert into credentials select token from users;
                    alter table users add foreign key (token) references credentials on delete %s;
                    """.formatted(action))) {
                twins.refuses("delete from credentials", "delete from credentials where token like 'secret-of-1%'")
                        .passes("delete from credentials where token = 'secret-of-7'");
            }
        }
    }

    @Test
    void setNullBehindACascade() throws SQLException {
        try (Twins twins = Twins.with("""
                create table vaults (id int primary key); insert into vaults values (1), (2);
                create table credentials (token text primary key, vault int references vaults on delete cascade);
                insert into credentials select token, case when id = 9 then 2 else 1 end from users;
                alter table users add foreign key (token) references credentials on delete set null;
                """)) {
            twins.refuses("delete from vaults where id = 1").passes("delete from vaults where id = 2");
        }
    }

    @Test
    void triggerBehindACascade() throws SQLException {
        try (Twins twins = Twins.with("""
                create table sessions (id int primary key, org int, users_id int);
                create table companies (id int primary key); insert into companies values (1), (2);
                alter table sessions add foreign key (org) references companies on delete cascade;
                insert into sessions select n, 1 + (n = 9)::int, n from generate_series(1, 50) n;
                create function forget() returns trigger language plpgsql as $$ begin
                  update users set token = null where id = old.users_id; return old; end $$;
                create trigger forget after delete on sessions for each row execute function forget();
                """)) {
            twins.refuses("delete from companies where id = 1", "delete from companies")
                    .passes("delete from companies where id = 2");
        }
    }

    @Test
    void partitionOfTheParent() throws SQLException {
        try (Twins twins = Twins.with("""
                create table tenants (id int primary key) partition by range (id);
                create table tenants_low partition of tenants for values from (0) to (8);
                create table tenants_high partition of tenants for values from (8) to (20);
                insert into tenants select generate_series(0, 12);
                alter table users add foreign key (org_id) references tenants on delete cascade;
                """)) {
            twins.refuses("delete from tenants", "delete from tenants_low", "truncate tenants_low cascade")
                    .passes("delete from tenants_low where id = 1", "delete from tenants_high where id > 10");
        }
    }

    @Test
    void truncateCascade() throws SQLException {
        try (Twins twins = Twins.with(KEY + "; create table other (id int); insert into other values (1)")) {
            twins.refuses(
                            "truncate orgs cascade",
                            "truncate table other, orgs restart identity cascade",
                            "truncate only orgs cascade",
                            "drop schema public cascade")
                    .passes("truncate other", "truncate other cascade", "drop table orgs cascade");
        }
    }

    @Test
    void updateOfTheParentsKey() throws SQLException {
        try (Twins twins = Twins.with("""
                create table credentials (token text primary key);
                insert into credentials select token from users;
                alter table users add foreign key (token) references credentials on update cascade;
                """)) {
            twins.refuses(
                            "update credentials set token = '' where token = 'secret-of-7'",
                            "update credentials set token = 'same-' || md5(token)")
                    .passes("update credentials set token = 'secret-of-7-anew' where token = 'secret-of-7'");
        }
    }
}
