package io.writeguard.it.reach;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Functions that write a guarded table, wherever they are called. */
class FunctionTest {

    private static final String FUNCTIONS = """
            create function purge(low int, high int) returns int language plpgsql as $$ declare n int; begin
              delete from users where id between low and high; get diagnostics n = row_count; return n; end $$;
            create function rotate(who int, fresh text) returns void language sql
              as 'update users set token = fresh where id = who';
            create function live() returns bigint language sql as 'select count(token) from users';
            create table jobs (id int, result int); insert into jobs values (1, 0), (2, 0);
            """;

    @Test
    void calledAnywhere() throws SQLException {
        try (Twins twins = Twins.with(FUNCTIONS)) {
            twins.refuses(
                            "select purge(1, 100)",
                            "select public.purge(1, 100)",
                            "select \"purge\"(1, 100)",
                            "select * from purge(1, 100)",
                            "select 1 from jobs where purge(1, 100) > 0",
                            "select 1 from jobs order by purge(1, 100)",
                            "update jobs set result = purge(1, 50) where id = 1",
                            "insert into jobs select 3, purge(1, 50)",
                            "insert into jobs values (3, purge(1, 50)) returning id",
                            "delete from jobs where id = purge(1, 50)",
                            "values (purge(1, 100))",
                            "with p as (select purge(1, 100) as n) select n from p",
                            "create table results as select purge(1, 100)",
                            "explain analyze select purge(1, 100)",
                            "select case when true then coalesce(purge(1, 100), 0) end",
                            "select purge(id, id) from users",
                            "select l.n from jobs, lateral purge(1, 100) as l (n)",
                            "do $$ begin perform purge(1, 100); end $$",
                            "copy (select purge(1, 100)) to '/dev/null'",
                            "select set_config('search_path', 'public', true), purge(1, 100)")
                    .passes(
                            "explain select purge(1, 100)",
                            "select purge(3, 3)",
                            "select * from purge(200, 300)",
                            "update jobs set result = purge(4, 4) where id = 1",
                            "select rotate(5, 'fresh-5'), rotate(6, 'fresh-6')",
                            "select live()",
                            "select rotate(id, 'fresh-' || id) from users where id between 10 and 14");
        }
    }

    @Test
    void poisonedValues() throws SQLException {
        try (Twins twins = Twins.with(FUNCTIONS)) {
            twins.refuses("select rotate(1, '')", "select rotate(1, '****')", "select rotate(1, '   ')")
                    .passes("select rotate(1, 'good')", "select rotate(1000, '')");
        }
    }

    @Test
    void manyRowsRotated() throws SQLException {
        try (Twins twins = Twins.with(FUNCTIONS + """
                create function rotate_all(high int) returns void language sql
                  as 'update users set token = md5(random()::text) where id <= high';
                """)) {
            twins.refuses("select rotate_all(100)", "select rotate_all(11)");
        }
    }

    @Test
    void languagesAndBodies() throws SQLException {
        try (Twins twins = Twins.with("""
                create function atomic(high int) returns void language sql as 'delete from users where id <= high';
                create function caught(high int) returns text language plpgsql as $$ begin
                  begin delete from users where id <= high; raise exception 'no' using errcode = 'P0099';
                  exception when sqlstate 'P0099' then null; end;
                  begin update users set token = null where id = high; exception when others then null; end;
                  return 'done'; end $$;
                create function emptied(really bool) returns void language plpgsql as $$ begin
                  if really then truncate public.users; end if; end $$;
                create function dynamic(t text, high int) returns void language plpgsql as $$ begin
                  execute format('delete from %I where id <= %s', t, high); end $$;
                create function peek(high int) returns int stable language plpgsql as $$ begin
                  perform atomic(high); return 1; end $$;
                create table other (id int); insert into other values (1), (20);
                """)) {
            twins.refuses(
                            "select atomic(100)",
                            "select emptied(true)",
                            "select dynamic('users', 100)",
                            "select peek(100)")
                    .passes("select atomic(1)", "select caught(50)", "select caught(51)", "select emptied(false)")
                    .passes("select dynamic('other', 10)", "select dynamic('users', 2)", "select peek(3)");
        }
    }

    @Test
    void namesAndSchemas() throws SQLException {
        try (Twins twins = Twins.with("""
                create schema tools;
                create function tools."Wipe Out"(n int) returns void language sql as 'delete from public.users where id <= n';
                create function tools.twice(n int) returns int language sql as 'select n * 2';
                create function tools.twice(n text) returns int language plpgsql as $$ begin
                  delete from public.users; return 1; end $$;
                create function outer_one(n int) returns void language sql as 'select tools."Wipe Out"(n)';
                create table elsewhere (id int); create schema other; create table other.users (id int, token text);
                insert into other.users select n, 'x' from generate_series(1, 30) n;
                create function other.clean() returns void language sql as 'delete from other.users';
                """)) {
            twins.refuses(
                            "select tools.\"Wipe Out\"(100)",
                            "select tools.twice('100')",
                            "set search_path = tools, public; select \"Wipe Out\"(100)",
                            "select outer_one(100)")
                    .passes(
                            "select tools.\"Wipe Out\"(1)",
                            "select tools.twice(4)",
                            "select outer_one(2)",
                            "select other.clean()");
        }
    }

    @Test
    void setsAndCursors() throws SQLException {
        try (Twins twins = Twins.with("""
                create function pruned(high int) returns setof users language sql
                  as 'delete from users where id <= high returning *';
                create function listed(high int) returns table (i int, t text) language plpgsql as $$ begin
                  return query update users set token = null where id <= high returning id, token; end $$;
                create function given(inout a int, out b text) language plpgsql as $$ begin
                  update users set token = null where id <= a; b := 'x' || a; end $$;
                """)) {
            twins.refuses("select * from pruned(100)", "select i from listed(100)", "select * from given(50)")
                    .passes("select id from pruned(3)", "select * from listed(4)", "select * from given(5)");
        }
    }

    @Test
    void aggregate() throws SQLException {
        try (Twins twins = Twins.with("""
                create function strike(a int, b int) returns int language plpgsql as $$ begin
                  delete from users where id between a and b; return a; end $$;
                create aggregate strike_all(int) (sfunc = strike, stype = int, initcond = '1');
                """)) {
            twins.refuses("select strike_all(100)").passes("select strike_all(1)", "select sum(id) from users");
        }
    }

    @Test
    void preparedUnderAName() throws SQLException {
        try (Twins twins = Twins.with(FUNCTIONS)) {
            twins.refuses("deallocate all; prepare p (int) as select purge(1, $1); execute p(100)")
                    .passes("prepare q (int) as select purge($1, $1); execute q(7)", "prepare r as select live()");
        }
    }

    @Test
    void eachCallCountsForItself() throws SQLException {
        try (Twins twins = Twins.with(FUNCTIONS)) {
            for (int id = 1; id <= 10; id++) {
                twins.passes("select purge(%d, %d)".formatted(id, id));
            }
            twins.refuses("select purge(11, 11)").passes("select rotate(12, 'fresh')", "select purge(11, 10)");
        }
    }

    @Test
    void tableWithoutAKey() throws SQLException {
        try (Twins twins = Twins.in("""
                create table users (name text, token text);
                insert into users select 'user ' || n, 'secret-of-' || n from generate_series(1, 100) n;
                create function write(who text, fresh text) returns void language sql
                  as 'update users set token = fresh where name like who';
                create function add(who text, fresh text) returns void language sql
                  as 'insert into users values (who, fresh)';
                create function drop_some(who text) returns void language sql as 'delete from users where name like who';
                """, Twins.RULES)) {
            twins.refuses(
                            "select write('user 5', '')",
                            "select write('%', null)",
                            "select write('%', 'same for all')",
                            "select add('user 101', '********')",
                            "select drop_some('%')")
                    .passes(
                            "select write('user 5', 'another')",
                            "select write('user 6', null)",
                            "select write('nobody', '')",
                            "select add('user 101', 'new')",
                            "select drop_some('user 7')");
        }
    }

    @Test
    void operators() throws SQLException {
        try (Twins twins =
                Twins.with(FUNCTIONS + "create operator <#> (leftarg = int, rightarg = int, function = purge);")) {
            twins.refuses("select 1 <#> 100", "update jobs set result = id <#> 99 where id = 1")
                    .passes("select 3 <#> 3", "select 1 <> 100");
        }
    }

    /** A function of one row may be called as if it were a column (manual, 8.16.5). */
    @Test
    void writtenAsAColumn() throws SQLException {
        try (Twins twins = Twins.with("""
                create table batches (id int, low int, high int); insert into batches values (1, 1, 100), (2, 3, 3);
                create function done(b batches) returns int language plpgsql as $$ declare n int; begin
                  delete from users where id between b.low and b.high; get diagnostics n = row_count; return n; end $$;
                create function cleared(r record) returns int language plpgsql as $$ begin
                  update users set token = null where id > r.low; return 1; end $$;
                create function size(b batches) returns int language sql as 'select b.high - b.low';
                """)) {
            twins.refuses(
                            "select b.done from batches b where id = 1",
                            "select (b).done from batches b where id = 1",
                            "select (b).\"done\" from public.batches as b where id = 1",
                            "select b.cleared from batches b where id = 2",
                            "update batches set low = (batches).done where id = 1",
                            "with d as (select b.done from batches b where id = 1) select * from d",
                            "create table results as select b.done from batches b where id = 1")
                    .passes(
                            "select b.done from batches b where id = 2",
                            "select b.size from batches b where id = 1",
                            "update batches set low = batches.size where id = 1");
        }
    }

    @Test
    void casts() throws SQLException {
        try (Twins twins = Twins.with("""
                create type span as (low int, high int);
                create type outcome as (gone int);
                create function wipe(s span) returns outcome language plpgsql as $$ declare n int; begin
                  delete from users where id between s.low and s.high; get diagnostics n = row_count; return row(n); end $$;
                create cast (span as outcome) with function wipe(span) as assignment;
                create table outcomes (o outcome); create table spans (s span); insert into spans values ((1, 100));
                """)) {
            twins.refuses(
                            "select (1, 100)::span::outcome",
                            "insert into outcomes values (row(1, 100)::span)",
                            "insert into outcomes select s from spans")
                    .passes("select (5, 5)::span::outcome", "insert into outcomes values (row(6, 6)::span)");
        }
    }

    /** A domain's check runs when a value is cast to it, or put into a column of it. */
    @Test
    void domains() throws SQLException {
        try (Twins twins = Twins.with("""
                create function wipe(upto int) returns bool language plpgsql as $$ begin
                  delete from users where id <= upto; return true; end $$;
                create domain upto as int check (wipe(value));
                create domain "Further" as upto;
                create table ends (id int, "end" "Further", "all" "Further" default 100);
                """)) {
            twins.refuses(
                            "select 100::upto",
                            "select cast(100 as \"Further\")",
                            "insert into ends values (1, 100, 1)",
                            "insert into ends values (1, 1)")
                    .passes("select 3::upto", "select 4::\"Further\"", "insert into ends values (1, 5, 5)");
        }
    }

    /** Functions of PostgreSQL's own that run a text, and what it calls. */
    @Test
    void builtInThatRunsAText() throws SQLException {
        try (Twins twins = Twins.with("""
                create function wipe(upto int) returns int language plpgsql as $$ begin
                  delete from users where id <= upto; return upto; end $$;
                create function as_page(query text) returns xml language sql as 'select query_to_xml(query, true, true, $$$$)';
                create view wiped as select wipe(100) as n;
                """)) {
            twins.refuses(
                            "select query_to_xml('select wipe(100)', true, true, '')",
                            "select pg_catalog.query_to_xml('select wi' || 'pe(100)', true, true, '')",
                            "select as_page('select wipe(100)')",
                            "select table_to_xml('wiped', true, true, '')",
                            "select * from ts_stat('select wipe(100)::text::tsvector')",
                            "select ts_rewrite('a'::tsquery, 'select ''a''::tsquery, wipe(100)::text::tsquery')")
                    .passes(
                            "select query_to_xml('select wipe(3)', true, true, '')",
                            "select as_page('select count(*) from users')",
                            "select * from ts_stat('select name::tsvector from users')");
        }
    }

    @Test
    void rowLevelSecurity() throws SQLException {
        try (Twins twins = Twins.with("""
                do $$ begin create role wg_reader; exception when duplicate_object then null; end $$;
                create table papers (id int, high int); insert into papers values (1, 100), (2, 1);
                create function seen(high int) returns bool language plpgsql security definer as $$ begin
                  delete from public.users where id <= high; return true; end $$;
                alter table papers enable row level security;
                create policy seen on papers using (seen(high));
                grant all on papers to wg_reader; grant select on users to wg_reader; grant usage on schema public to wg_reader;
                """)) {
            twins.refusesInTransaction("a read", connection -> asReader(connection, "select * from papers"))
                    .refusesInTransaction("a write", connection -> asReader(connection, "update papers set id = 7"))
                    .passes("the owner's", connection -> Twins.run(connection, "select * from papers"));
        }
    }

    private static Object asReader(Connection connection, String sql) throws SQLException {
        Twins.run(connection, "set local role wg_reader");
        return Twins.run(connection, sql);
    }
}
