package io.writeguard.it.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Triggers by which a write of one table writes a guarded one. */
class TriggerTest {

    private static final String ACCOUNTS = """
            create table accounts (id int primary key, state text, note text);
            insert into accounts select n, 'open', '' from generate_series(1, 100) n;
            create function lock_out() returns trigger language plpgsql as $$ begin
              update users set token = null where id = new.id and new.state = 'closed'; return new; end $$;
            """;

    @Test
    void rowTriggerAfterOrBefore() throws SQLException {
        for (String time : new String[] {"after", "before"}) {
            try (Twins twins = Twins.with(ACCOUNTS
                    + "create trigger t %s update on accounts for each row execute function lock_out()"
                            .formatted(time))) {
                twins.refuses(
                                "update accounts set state = 'closed'",
                                "update accounts set state = 'closed' where id < 30")
                        .passes(
                                "update accounts set note = 'x'",
                                "update accounts set state = 'closed' where id = 5",
                                "update accounts set state = 'ajar'",
                                "delete from accounts");
            }
        }
    }

    @Test
    void updateOfColumns() throws SQLException {
        try (Twins twins = Twins.with(ACCOUNTS
                + "create trigger t after update of state on accounts for each row execute function lock_out()")) {
            twins.refuses("update accounts set note = 'x', state = 'closed'")
                    .passes("update accounts set note = 'x'", "update accounts set state = 'closed' where id = 5");
        }
    }

    @Test
    void statementTriggerWithTransitionTable() throws SQLException {
        try (Twins twins = Twins.with(ACCOUNTS + """
                create function lock_all() returns trigger language plpgsql as $$ begin
                  update public.users u set token = null from gone where u.id = gone.id; return null; end $$;
                create trigger t after delete on accounts referencing old table as gone
                  for each statement execute function lock_all();
                """)) {
            twins.refuses("delete from accounts", "with x as (delete from accounts returning 1) select count(*) from x")
                    .passes("delete from accounts where id = 5", "delete from accounts where id = -1");
        }
    }

    @Test
    void truncateTrigger() throws SQLException {
        try (Twins twins = Twins.with(ACCOUNTS + """
                create table cache (id int);
                create function empty_out() returns trigger language plpgsql as $$ begin
                  truncate users; return null; end $$;
                create trigger t before truncate on accounts for each statement execute function empty_out();
                """)) {
            twins.refuses("truncate accounts", "truncate cache, accounts").passes("truncate cache");
        }
    }

    @Test
    void chainOfTriggers() throws SQLException {
        try (Twins twins = Twins.with(ACCOUNTS + """
                create trigger t after update on accounts for each row execute function lock_out();
                create table companies (id int primary key, active bool); insert into companies values (1, true), (2, true);
                create function close_accounts() returns trigger language plpgsql as $$ begin
                  if not new.active then
                    update accounts set state = 'closed' where case when new.id = 1 then id > 5 else id = 5 end;
                  end if;
                  return null; end $$;
                create trigger t after update of active on companies for each row execute function close_accounts();
                """)) {
            twins.refuses("update companies set active = false where id = 1", "update companies set active = false")
                    .passes("update companies set active = true", "update companies set active = false where id = 2");
        }
    }

    @Test
    void disabledTrigger() throws SQLException {
        try (Twins twins = Twins.with(ACCOUNTS + """
                create trigger t after update on accounts for each row execute function lock_out();
                alter table accounts disable trigger t;
                """)) {
            twins.passes("update accounts set state = 'closed'", "update accounts set state = 'open'")
                    .passes("alter table accounts enable trigger t")
                    .refuses("update accounts set state = 'closed'");
        }
    }

    @Test
    void triggerOfTheGuardedTableItself() throws SQLException {
        try (Twins twins = Twins.with("""
                create function on_rename() returns trigger language plpgsql as $$ begin
                  if new.name is distinct from old.name then new.token := null; end if; return new; end $$;
                create trigger on_rename before update on users for each row execute function on_rename();
                """)) {
            twins.refuses("update users set name = 'x'", "update users set name = 'x' where id > 50")
                    .passes(
                            "update users set name = 'x' where id = 5",
                            "update users set org_id = 7",
                            "update users set token = 'new' where id = 6");
        }
    }

    @Test
    void triggerThatReplacesTheWholeRow() throws SQLException {
        try (Twins twins = Twins.with("""
                create function scrub() returns trigger language plpgsql as $$ begin
                  new := jsonb_populate_record(new, '{"token": ""}'); return new; end $$;
                create trigger scrub before update of org_id on users for each row execute function scrub();
                """)) {
            twins.refuses("update users set org_id = 4 where id = 1", "update users set org_id = 4")
                    .passes("update users set name = 'x'", "update users set token = 'new' where id = 6");
        }
    }

    @Test
    void auditTriggerOfTheGuardedTable() throws SQLException {
        try (Twins twins = Twins.with("""
                create table audit (id int, what text);
                create function audit() returns trigger language plpgsql as $$ begin
                  if new.token is distinct from old.token then insert into audit values (new.id, 'users.token'); end if;
                  return new; end $$;
                create trigger audit after update on users for each row execute function audit();
                """)) {
            twins.refuses("update users set token = null", "update users set token = '' where id = 1")
                    .passes(
                            "update users set token = 'new' where id = 5",
                            "update users set token = null where id = 6",
                            "update users set name = 'x'",
                            "update users set token = v.t from (values (1, 'a-1'), (2, 'b-2')) v (i, t) where id = v.i");
        }
    }

    @Test
    void deferredConstraintTrigger() throws SQLException {
        try (Twins twins = Twins.with(ACCOUNTS + """
                create constraint trigger t after update on accounts deferrable initially deferred
                  for each row execute function lock_out();
                """)) {
            twins.refuses("update accounts set state = 'closed'").passes("update accounts set note = 'x'");
            Twins.run(twins.guarded.getConnection(), "update accounts set state = 'closed' where id = 5");
            assertThat(twins.database.live("select count(token) from users")).isEqualTo(99);
        }
    }

    @Test
    void defaultThatCallsAWritingFunction() throws SQLException {
        try (Twins twins = Twins.with("""
                create function wipe(org int) returns int language plpgsql as $$ begin
                  update users set token = null where org < 0 or org_id < org; return 1; end $$;
                create table log (id int, n int default wipe(5)); create table quiet (id int, n int default 1);
                """)) {
            twins.refuses("insert into log (id) values (1)").passes("insert into quiet (id) values (1)");
        }
    }
}
