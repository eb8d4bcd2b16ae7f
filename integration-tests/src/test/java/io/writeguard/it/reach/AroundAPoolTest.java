package io.writeguard.it.reach;

import io.writeguard.it.reach.Twins.Work;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What only running it shows, where the guard stands around a pool and has no second connection. */
class AroundAPoolTest {

    private static final String FUNCTIONS = """
            create function purge(low int, high int) returns int language plpgsql as $$ declare n int; begin
              delete from users where id between low and high; get diagnostics n = row_count; return n; end $$;
            create function rotate(who int, fresh text) returns void language sql
              as 'update users set token = fresh where id = who';
            create function rotate_all(high int) returns void language sql
              as 'update users set token = md5(random()::text) where id <= high';
            create function renew(who int) returns void language plpgsql as $$ begin
              delete from users where id = who; insert into users values (who, 1, 'again', 'renewed-' || who); end $$;
            create function emptied(really bool) returns int language plpgsql as $$ begin
              if really then truncate users; end if; return 1; end $$;
            create function widened() returns int language plpgsql as $$ begin
              alter table users add column if not exists spare text; return 1; end $$;
            create view people as select id as no, name, token as key from users;
            """;

    @Test
    void measured() throws SQLException {
        try (Twins twins = Twins.aroundAPool(FUNCTIONS)) {
            twins.refuses(
                            "select purge(1, 100)",
                            "select rotate(1, '')",
                            "select rotate_all(100)",
                            "select rotate_all(11)",
                            "select emptied(true)",
                            "update people set key = '********' where no = 1",
                            "delete from people",
                            "do $$ begin perform purge(1, 100); end $$")
                    .passes(
                            "select purge(3, 3)",
                            "select rotate(5, 'fresh-5'), rotate(6, 'fresh-6')",
                            "select renew(7)",
                            "select emptied(false)",
                            "select widened()",
                            "do $$ begin alter table users add column more text; end $$",
                            "update people set key = 'another' where no = 8",
                            "update people set key = null where no = 9",
                            "delete from people where no = 10");
        }
    }

    @Test
    void keyOfTwoColumns() throws SQLException {
        try (Twins twins = Twins.aroundAPool("", """
                create table users (tenant int, name text, token text, primary key (tenant, name));
                insert into users select n % 2, 'user ' || n, 'secret-of-' || n from generate_series(1, 100) n;
                create view people as select tenant, name, token as key from users;
                """)) {
            twins.refuses("delete from people", "update people set key = '********' where name = 'user 2'")
                    .passes(
                            "update people set key = 'another' where name = 'user 2'",
                            "delete from people where tenant = 1 and name = 'user 3'");
        }
    }

    @Test
    void knowsWhatTheTransactionItselfDidBefore() throws SQLException {
        try (Twins twins = Twins.aroundAPool(FUNCTIONS)) {
            twins.refusesInTransaction("adds up", connection -> {
                        Twins.run(connection, "select purge(1, 6)");
                        return Twins.run(connection, "select purge(7, 12)");
                    })
                    .passes("a row of its own", inTransaction(connection -> {
                        Twins.run(connection, "insert into users values (500, 1, 'x', 'mine')");
                        Twins.run(connection, "select rotate(500, 'mine again')");
                        return null;
                    }))
                    .passes("makes up for what it took", inTransaction(connection -> {
                        for (int id = 20; id < 60; id++) {
                            Twins.run(connection, "select renew(" + id + ")");
                        }
                        return null;
                    }));
        }
    }

    /** In one of its own, where none is open yet. */
    static Work inTransaction(Work work) {
        return connection -> {
            boolean open = !connection.getAutoCommit();
            connection.setAutoCommit(false);
            Object answer = work.on(connection);
            if (!open) {
                connection.commit();
                connection.setAutoCommit(true);
            }
            return answer;
        };
    }

    @Test
    void inABatch() throws SQLException {
        try (Twins twins = Twins.aroundAPool(FUNCTIONS)) {
            twins.refuses("damage", connection -> {
                        try (Statement statement = connection.createStatement()) {
                            statement.addBatch("update people set key = 'good' where no = 1");
                            statement.addBatch("delete from people");
                            return statement.executeBatch();
                        }
                    })
                    .passes("good", connection -> {
                        try (Statement statement = connection.createStatement()) {
                            statement.addBatch("update people set key = 'good' where no = 1");
                            statement.addBatch("update people set key = 'better' where no = 2");
                            return Arrays.toString(statement.executeBatch());
                        }
                    });
        }
    }
}
