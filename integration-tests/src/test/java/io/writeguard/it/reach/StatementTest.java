package io.writeguard.it.reach;

import io.writeguard.it.FromServer;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Statements that write a guarded table by its name, in every form. */
class StatementTest {

    private static final String INCOMING = """
            create table incoming (id int primary key, token text);
            insert into incoming select n, 'incoming-' || n from generate_series(1, 60) n;
            create table empties (id int primary key, token text); insert into empties values (1, ''), (500, '');
            create table notes (id int, note text); insert into notes values (1, 'x');
            """;

    @Test
    void writesInsideWith() throws SQLException {
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refuses(
                            "with gone as (delete from users returning id) select count(*) from gone",
                            "with a as (select 1), gone as (update users set token = null returning id) select 1 from a",
                            "with outermost as (with gone as (delete from users returning id) select * from gone)"
                                    + " select count(*) from outermost",
                            "with gone as (delete from users returning *) insert into incoming select id + 900, token from gone",
                            "create table copied as with gone as (delete from users returning *) select * from gone",
                            "copy (with gone as (delete from users returning *) select * from gone) to '/dev/null'",
                            "with gone as (update users set token = '' where id = 1 returning id) update notes set note = 'y'",
                            "with recursive n as (select 1), gone as (delete from users) select 1")
                    .passes(
                            "with gone as (delete from users where id = 3 returning id) select count(*) from gone",
                            "with found as (select id from users) select count(*) from found",
                            "create table kept as with all_of as (select * from users) select * from all_of",
                            "with one as (update users set name = 'x' returning id) select count(*) from one",
                            "with gone as (delete from notes returning *) insert into notes select id, note from gone");
        }
    }

    @Test
    void onConflict() throws SQLException {
        try (Twins twins = Twins.with(INCOMING + """
                create unique index by_lower_name on users (lower(name));
                create unique index some_names on users (name) where id > 50;
                """)) {
            twins.refuses(
                            "insert into users (id, token) values (1, '') on conflict (id) do update set token = excluded.token",
                            "insert into users (id, token) select id, token from empties on conflict do nothing",
                            "insert into users (id, token) select id, '****' from users where id = 7"
                                    + " on conflict on constraint users_pkey do update set token = excluded.token",
                            "insert into users (id, token) select id, null from users on conflict (id)"
                                    + " do update set token = null",
                            "insert into users (id, name, token) values (800, 'USER 5', 'x') on conflict (lower(name))"
                                    + " do update set token = ''",
                            "insert into users (id, name, token) values (800, 'user 60', 'x') on conflict (name)"
                                    + " where id > 50 do update set token = ''")
                    .passes(
                            "insert into users (id, token) values (1, 'own') on conflict (id) do update set token = excluded.token",
                            "insert into users (id, token) values (2, 'lost') on conflict do nothing",
                            "insert into users (id, token) select id, token from incoming where id = 3"
                                    + " on conflict on constraint users_pkey do update set token = excluded.token",
                            "insert into users (id, name) select id, 'renamed ' || id from users where id < 9"
                                    + " on conflict (id) do update set name = excluded.name",
                            "insert into users (id, name, token) values (800, 'USER 5', 'x') on conflict (lower(name))"
                                    + " do update set org_id = 1",
                            "insert into empties values (1, '') on conflict (id) do update set token = ''");
        }
    }

    @Test
    void fromAndUsing() throws SQLException {
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refuses(
                            "update users u set token = e.token from empties e where e.id = u.id",
                            "update users set token = null from incoming i where i.id = users.id",
                            "delete from users using incoming i where i.id = users.id",
                            "delete from only users as u using incoming i, notes n where i.id = u.id")
                    .passes(
                            "update users u set token = i.token from incoming i where i.id = u.id and i.id = 5",
                            "update users u set name = i.token from incoming i where i.id = u.id",
                            "delete from users using incoming i where i.id = users.id and i.id = 6",
                            "delete from incoming using users u where u.id = incoming.id and u.id < 4");
        }
    }

    @Test
    @FromServer(15)
    void merge() throws SQLException {
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refuses(
                            "merge into users u using empties e on e.id = u.id when matched then update set token = e.token",
                            "merge into users u using incoming i on i.id = u.id when matched then delete",
                            "merge into users u using empties e on e.id = u.id when not matched then"
                                    + " insert (id, token) values (e.id, e.token)")
                    .passes(
                            "merge into users u using incoming i on i.id = u.id when matched and i.id = 5"
                                    + " then update set token = i.token",
                            "merge into users u using incoming i on i.id = u.id when matched then do nothing",
                            "merge into users u using empties e on e.id = u.id when matched and e.id = 900 then delete",
                            "merge into notes n using incoming i on i.id = n.id when matched then delete");
        }
    }

    @Test
    void truncate() throws SQLException {
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refuses(
                            "truncate users",
                            "truncate table notes, only public.users restart identity",
                            "truncate users *")
                    .passes("truncate incoming", "truncate notes, empties");
        }
    }

    @Test
    void copyFromAFile() throws SQLException {
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refuses("copy users (id, token) from program 'printf \"500\\t\\n\"'")
                    .passes(
                            "copy users (id, token) from program 'printf \"500\\tgood\\n\"'",
                            "copy incoming from program 'printf \"500\\t\\n\"'");
        }
    }

    @Test
    void cursors() throws SQLException {
        String open = "declare one cursor for select * from users order by id for update; fetch one; ";
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refusesInTransaction("empty", connection -> {
                        Twins.run(connection, open);
                        return Twins.run(connection, "update users set token = '' where current of one");
                    })
                    .refusesInTransaction("row by row", connection -> {
                        Twins.run(connection, open);
                        for (int row = 0; row < 50; row++) {
                            Twins.run(connection, "delete from users where current of one");
                            Twins.run(connection, "fetch one");
                        }
                        return null;
                    })
                    .passes("good", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, open);
                        return Twins.run(connection, "update users set token = 'anew' where current of one");
                    }))
                    .passes("one", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, open);
                        return Twins.run(connection, "delete from users where current of one");
                    }));
        }
    }

    /** What a cursor's query calls runs when its rows are fetched, or kept beyond the transaction. */
    @Test
    void cursorsOverAFunction() throws SQLException {
        try (Twins twins = Twins.with("""
                create function wipe(upto int) returns int language plpgsql as $$ begin
                  delete from users where id <= upto; return upto; end $$;
                create view wiped as select wipe(100) as n;
                create function opened() returns refcursor language plpgsql as $$ declare c refcursor := 'given'; begin
                  open c for select wipe(100); return c; end $$;
                """)) {
            twins.refusesInTransaction("fetch", connection -> {
                        Twins.run(connection, "declare one cursor for select wipe(100)");
                        return Twins.run(connection, "fetch all from one");
                    })
                    .refusesInTransaction("move", connection -> {
                        Twins.run(connection, "declare one cursor for select n from wiped");
                        return Twins.run(connection, "move all in one");
                    })
                    .refusesInTransaction(
                            "in one text",
                            connection ->
                                    Twins.run(connection, "declare one cursor for select n from wiped; fetch one"))
                    .refusesInTransaction("opened by a function", connection -> {
                        Twins.run(connection, "select opened()");
                        return Twins.run(connection, "fetch all from given");
                    })
                    .refuses("declare one cursor with hold for select wipe(100)")
                    .passes("few", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, "declare one cursor for select wipe(3)");
                        return Twins.run(connection, "fetch all from one");
                    }))
                    .passes("another", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, "declare one cursor with hold for select id from users");
                        return Twins.run(connection, "fetch all from one");
                    }));
        }
    }

    @Test
    void prepareAndExecute() throws SQLException {
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refusesInTransaction("execute", connection -> {
                        Twins.run(connection, "prepare wipe as delete from users");
                        return Twins.run(connection, "execute wipe");
                    })
                    .passes("prepare", connection -> Twins.run(connection, "prepare wipe2 as delete from users"))
                    .passes("another", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, "prepare note as delete from notes");
                        return Twins.run(connection, "execute note");
                    }));
        }
    }

    @Test
    void explain() throws SQLException {
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refuses(
                            "explain analyze delete from users",
                            "explain (analyze, costs off) update users set token = ''")
                    .passes("explain delete from users", "explain (costs off) update users set token = ''");
        }
    }

    @Test
    void dropAndAlter() throws SQLException {
        try (Twins twins = Twins.with(INCOMING + "create schema old; create table old.users (id int, token text)")) {
            twins.refuses(
                            "drop table users",
                            "drop table if exists notes, public.users cascade",
                            "alter table users drop column token",
                            "alter table users drop column name, drop token cascade",
                            "alter table users alter column token type text using null",
                            "alter table users alter token set data type varchar(3) using left(token, 3)",
                            "drop schema public cascade",
                            "drop owned by current_user cascade")
                    .passes(
                            "alter table users alter column token type varchar(500)",
                            "alter table users add column more text",
                            "alter table users drop column more",
                            "alter table users drop column name",
                            "drop table notes",
                            "drop schema old cascade");
        }
    }

    @Test
    void renameAndSwap() throws SQLException {
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refuses(
                            "alter table users rename to users_old",
                            "alter table users rename column token to secret",
                            "alter table users set schema pg_catalog",
                            "create table fresh as select id, name, '' as token from users;"
                                    + " drop table users; alter table fresh rename to users",
                            "begin; create table fresh as select * from users where false; alter table users rename to"
                                    + " users_old; alter table fresh rename to users; commit")
                    .passes(
                            "alter table users rename column name to called",
                            "alter table notes rename to remarks",
                            "create table fresh as select id, called, token from users");
        }
    }

    @Test
    void detachPartition() throws SQLException {
        try (Twins twins = Twins.in("""
                create table users (id int primary key, token text) partition by range (id);
                create table users_low partition of users for values from (0) to (95);
                create table users_high partition of users for values from (95) to (200);
                create table users_none partition of users for values from (200) to (300);
                insert into users select n, 'secret-of-' || n from generate_series(1, 100) n;
                """, Twins.RULES)) {
            twins.refuses("alter table users detach partition users_low", "drop table users_low", "truncate users_low")
                    .passes(
                            "alter table users detach partition users_none",
                            "alter table users detach partition users_high");
        }
    }

    @Test
    void searchPath() throws SQLException {
        try (Twins twins = Twins.with(INCOMING + """
                create schema other; create table other.users (id int, token text); insert into other.users values (1, 'x');
                """)) {
            twins.refusesInTransaction("set back", connection -> {
                        Twins.run(connection, "set local search_path = other");
                        Twins.run(connection, "set local search_path = public");
                        return Twins.run(connection, "delete from users");
                    })
                    .refusesInTransaction("by schema", connection -> {
                        Twins.run(connection, "set local search_path = other");
                        return Twins.run(connection, "delete from public.users");
                    })
                    .passes("elsewhere", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, "set local search_path = other");
                        Object deleted = Twins.run(connection, "delete from users");
                        Twins.run(connection, "set local search_path = public");
                        return deleted;
                    }));
        }
    }

    @Test
    void role() throws SQLException {
        try (Twins twins = Twins.with(INCOMING + """
                create schema wg_writer; create table wg_writer.users (id int, token text);
                do $$ begin create role wg_writer; exception when duplicate_object then null; end $$;
                grant all on all tables in schema public, wg_writer to wg_writer;
                grant usage on schema public, wg_writer to wg_writer;
                """)) {
            twins.refusesInTransaction("as another role", connection -> {
                        Twins.run(connection, "set local search_path = public");
                        Twins.run(connection, "set local role wg_writer");
                        return Twins.run(connection, "delete from users");
                    })
                    .passes("its own table", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, "set local role wg_writer");
                        Object deleted = Twins.run(connection, "delete from users");
                        Twins.run(connection, "reset role");
                        return deleted;
                    }));
        }
    }

    @Test
    void sessionReplicationRole() throws SQLException {
        try (Twins twins = Twins.with(INCOMING + """
                create function lock_out() returns trigger language plpgsql as $$ begin
                  update public.users set token = null; return null; end $$;
                create trigger always after update on notes for each row execute function lock_out();
                alter table notes enable always trigger always;
                create trigger replica after update on incoming for each row execute function lock_out();
                alter table incoming enable replica trigger replica;
                """)) {
            twins.refusesInTransaction("a trigger of replicas", connection -> {
                        Twins.run(connection, "set local session_replication_role = replica");
                        return Twins.run(connection, "update incoming set token = 'x' where id = 1");
                    })
                    .refusesInTransaction("a trigger of every role", connection -> {
                        Twins.run(connection, "set local session_replication_role = replica");
                        return Twins.run(connection, "update notes set note = 'y'");
                    })
                    .passes(
                            "no trigger",
                            connection -> Twins.run(connection, "update incoming set token = 'x' where id = 1"));
        }
    }

    @Test
    void standardConformingStrings() throws SQLException {
        try (Twins twins = Twins.with(INCOMING)) {
            twins.refusesInTransaction("backslashes", connection -> {
                        Twins.run(connection, "set local standard_conforming_strings = off");
                        return Twins.run(connection, "update users set token = '\\', name = '' where id = 1");
                    })
                    .refusesInTransaction("a write that hides in what looks like a literal", connection -> {
                        Twins.run(connection, "set local standard_conforming_strings = off");
                        return Twins.run(
                                connection, "select 'x\\' , '; update users set token = '''' where id = 1; --'");
                    })
                    .refusesInTransaction("the same in capitals", connection -> {
                        Twins.run(connection, "set local standard_conforming_strings = off");
                        return Twins.run(
                                connection, "select 'x\\' , '; update USERS set token = '''' where id = 1; --'");
                    })
                    .passes("no backslash", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, "set local standard_conforming_strings = off");
                        return Twins.run(
                                connection, "update users set token = 'a-new-secret', name = 'x' where id = 1");
                    }))
                    .passes("a backslash in another table", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, "set local standard_conforming_strings = off");
                        return Twins.run(connection, "update notes set note = 'a\\\\b'");
                    }))
                    .passes("another table", AroundAPoolTest.inTransaction(connection -> {
                        Twins.run(connection, "set local standard_conforming_strings = off");
                        return Twins.run(connection, "update notes set note = 'x'");
                    }));
        }
    }
}
