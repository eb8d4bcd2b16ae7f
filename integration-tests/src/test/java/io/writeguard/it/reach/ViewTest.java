package io.writeguard.it.reach;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Views through which a guarded table is written. */
class ViewTest {

    @Test
    void renamedColumns() throws SQLException {
        try (Twins twins =
                Twins.with("create view people as select id as no, name as called, token as key from users")) {
            twins.refuses(
                            "update people set key = null",
                            "update people set key = '' where no = 1",
                            "update people set key = '********' where no = 1",
                            "delete from people",
                            "insert into people values (101, 'new', '')",
                            "insert into people (no, key) values (1, '') on conflict (no) do update set key = excluded.key",
                            "with gone as (delete from people returning no) select count(*) from gone")
                    .passes(
                            "update people set called = 'x'",
                            "update people set key = 'another' where no = 1",
                            "update people set key = null where no = 2",
                            "delete from people where no = 3",
                            "insert into people values (101, 'new', 'fresh') returning no",
                            "insert into people (no, key) values (4, 'own') on conflict (no) do update set key = excluded.key",
                            "select count(*) from people");
        }
    }

    @Test
    void viewOverViewInAnotherSchema() throws SQLException {
        try (Twins twins = Twins.with("""
                create schema api;
                create view api.members as select id, token from public.users where id > 50 with local check option;
                create view api.some as select token as t, id as i from api.members where id < 80 with cascaded check option;
                """)) {
            twins.refuses(
                            "update api.some set t = null",
                            "delete from api.some",
                            "set search_path = api; delete from \"some\"")
                    .passes("update api.some set t = 'new' where i = 60", "delete from api.some where i = 61");
        }
    }

    @Test
    void insteadOfTrigger() throws SQLException {
        try (Twins twins = Twins.with("""
                create table notes (user_id int, note text);
                create view profiles as select u.id, u.name, n.note from users u left join notes n on n.user_id = u.id;
                create function write_profile() returns trigger language plpgsql as $$ begin
                  if tg_op = 'DELETE' then update users set token = null where id = old.id; return old; end if;
                  update users set name = new.name where id = new.id; return new; end $$;
                create trigger write_profile instead of update or delete on profiles
                  for each row execute function write_profile();
                """)) {
            twins.refuses("delete from profiles", "delete from profiles where id > 20")
                    .passes("update profiles set name = 'x'", "delete from profiles where id = 5");
        }
    }

    @Test
    void rulesAlsoAndInstead() throws SQLException {
        try (Twins twins = Twins.with("""
                create table closures (user_id int);
                create rule close as on insert to closures do also delete from users where id = new.user_id;
                create table switches (id int, state text); insert into switches values (1, 'on'), (2, 'on');
                create rule off as on update to switches where new.state = 'off'
                  do instead update users set token = null where org_id = old.id;
                """)) {
            twins.refuses(
                            "insert into closures select id from users",
                            "insert into closures select generate_series(1, 20)",
                            "update switches set state = 'off'")
                    .passes(
                            "insert into closures values (7)",
                            "insert into closures values (1000), (1001)",
                            "update switches set state = 'dim' where id = 2",
                            "update switches set state = 'off' where id = 33");
        }
    }

    @Test
    void viewThatCallsAWritingFunction() throws SQLException {
        try (Twins twins = Twins.with("""
                create function wipe() returns bigint language sql as 'update users set token = null; select 1::bigint';
                create view overview as select count(*) as n from users;
                create view cleaned as select wipe() as n;
                create view report as select n from cleaned;
                """)) {
            twins.refuses("select * from cleaned", "select n from report").passes("select * from overview");
        }
    }
}
