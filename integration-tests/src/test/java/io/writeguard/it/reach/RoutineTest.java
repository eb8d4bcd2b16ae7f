package io.writeguard.it.reach;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Procedures and DO blocks. */
class RoutineTest {

    @Test
    void procedures() throws SQLException {
        try (Twins twins = Twins.with("""
                create procedure clean(high int) language sql as 'delete from users where id <= high';
                create procedure relay(high int) language plpgsql as $$ begin call clean(high); end $$;
                create procedure idle(inout n int) language plpgsql as $$ begin n := n + 1; end $$;
                """)) {
            twins.refuses("call clean(100)", "call relay(100)")
                    .passes("call clean(1)", "call relay(2)", "call idle(4)");
        }
    }

    @Test
    void proceduresThatCommit() throws SQLException {
        try (Twins twins = Twins.with("""
                create table other (id int); insert into other select generate_series(1, 30);
                create procedure drip(high int) language plpgsql as $$ begin
                  for i in 1 .. high loop delete from users where id = i; commit; end loop; end $$;
                create procedure outer_drip(high int) language plpgsql as $$ begin call drip(high); end $$;
                create procedure harmless() language plpgsql as $$ begin delete from other; commit; end $$;
                """)) {
            twins.refuses("call drip(100)", "call outer_drip(100)", "do $$ begin delete from users; commit; end $$");
            Twins.run(twins.guarded.getConnection(), "call harmless()");
            Twins.run(twins.guarded.getConnection(), "do $$ begin insert into other values (1); commit; end $$");
            org.assertj.core.api.Assertions.assertThat(twins.database.live("select count(*) from other"))
                    .isEqualTo(1);
        }
    }

    @Test
    void blocks() throws SQLException {
        try (Twins twins = Twins.with("create table other (id int); insert into other values (1)")) {
            twins.refuses(
                            "do $$ begin delete from users; end $$",
                            "do 'begin update users set token = null where id > 10; end'",
                            "do $$ begin execute 'truncate users'; end $$",
                            "do $$ begin execute format('delete from %I', 'users'); end $$",
                            """
                            do $$ declare t record; begin
                              for t in select tablename from pg_tables where schemaname = 'public' loop
                                execute 'truncate table ' || quote_ident(t.tablename) || ' cascade';
                              end loop; end $$""",
                            """
                            do $$ declare r record; begin
                              for r in select id from users loop
                                update users set token = '' where id = r.id; end loop; end $$""")
                    .passes(
                            "do $$ declare n int; begin select count(*) into n from users; end $$",
                            "do $$ begin delete from users where id = 4; end $$",
                            "do $$ begin execute 'delete from other'; end $$",
                            "do $$ begin raise notice 'users'; end $$",
                            "do $$ begin for i in 10 .. 12 loop update users set token = 'n-' || i where id = i; end loop; end $$");
        }
    }
}
