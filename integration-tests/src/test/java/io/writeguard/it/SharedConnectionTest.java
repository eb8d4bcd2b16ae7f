package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteRejectedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads that share a connection in auto-commit mode: what one of them sends is no part of another's transaction. */
class SharedConnectionTest {

    @Test
    void aRefusalTakesNothingOfOthersBack() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (TestDatabase database = TestDatabase.with("""
                        create table users (id int primary key, token text);
                        insert into users select i, 'secret-' || i from generate_series(1, 100) i;
                        create table notes (id int primary key)
                        """);
                Connection shared = database.guarded("version: 1\ntables: {users: {secret-columns: [token]}}\n")
                        .getConnection();
                Connection other = database.pool().getConnection();
                Statement lock = other.createStatement();
                PreparedStatement note = shared.prepareStatement("insert into notes values (?)")) {
            note.setInt(1, 1);
            note.executeUpdate();
            other.setAutoCommit(false);
            lock.execute("select from users where id = 50 for update");
            Future<?> clearing = threads.submit(() -> clearAll(shared));
            while (!database.anybodyWaits()) {
                Thread.sleep(5);
            }
            Future<Integer> noting = threads.submit(() -> {
                note.setInt(1, 2);
                return note.executeUpdate();
            });
            Thread.sleep(200);
            other.rollback();
            assertThat(noting.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            assertThatThrownBy(clearing::get).hasCauseInstanceOf(WriteRejectedException.class);
            assertThat(database.live("select count(*) from notes")).isEqualTo(2);
        } finally {
            threads.shutdown();
        }
    }

    private static Void clearAll(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update users set token = null where id > 20");
        }
        return null;
    }
}
