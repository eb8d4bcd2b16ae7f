package io.writeguard.it.transparency;

import static io.writeguard.it.transparency.Scenario.attempt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What takes too long, is cancelled by somebody else, or happens on several threads at once. */
final class InterruptionScenarios {

    private static final String LONG = "select pg_sleep(60)";
    private static final int THREADS = 4;
    private static final int TIMES = 20;

    static final List<Scenario> ALL = List.of(
            new Scenario("cancelled by another thread", connection -> {
                try (Statement statement = connection.createStatement()) {
                    cancelled(statement, () -> statement.execute(LONG));
                    attempt(() -> statement.executeUpdate("update token set secret = 'after-it-1' where id = 1"));
                }
            }),
            new Scenario("cancelled in a transaction", connection -> {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement();
                        PreparedStatement prepared = connection.prepareStatement("select pg_sleep(?)")) {
                    attempt(() -> statement.executeUpdate("update token set refresh = null where id = 1"));
                    prepared.setInt(1, 60);
                    cancelled(prepared, prepared::executeQuery);
                    attempt(() -> statement.executeUpdate("update token set refresh = null where id = 2"));
                    attempt(connection::commit);
                }
            }),
            new Scenario("query timeout", connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(1);
                    attempt(() -> statement.execute(LONG));
                    attempt(() -> statement.executeUpdate("update token set refresh = null where id in (1, 2)"));
                    statement.getQueryTimeout();
                }
            }),
            new Scenario("network timeout that passes", connection -> {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    attempt(() -> statement.executeUpdate("update token set refresh = null where id = 1"));
                    connection.setNetworkTimeout(Runnable::run, 1000);
                    attempt(() -> statement.execute(LONG));
                    attempt(() -> statement.executeUpdate("update token set refresh = null where id = 2"));
                    connection.isClosed();
                    attempt(connection::commit);
                }
            }),
            new Scenario("aborted by another thread", connection -> {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement()) {
                    attempt(() -> statement.executeUpdate("update token set refresh = null where id = 1"));
                    Connection same = (Connection) Recorder.raw(connection);
                    Thread other = new Thread(() -> attempt(() -> same.abort(Runnable::run)));
                    other.start();
                    other.join();
                    connection.isClosed();
                    attempt(() -> statement.executeUpdate("update token set refresh = null where id = 2"));
                    attempt(connection::commit);
                }
            }),
            new Scenario("a connection that threads share", connection -> {
                Connection shared = (Connection) Recorder.raw(connection);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS);
                List<Future<Integer>> written = new ArrayList<>();
                for (int i = 1; i <= THREADS; i++) {
                    int row = i;
                    written.add(threads.submit(() -> rotate(shared, row)));
                }
                for (Future<Integer> rows : written) {
                    attempt(() -> connection.nativeSQL("rows " + rows.get(60, TimeUnit.SECONDS)));
                }
                threads.shutdown();
            }));

    private InterruptionScenarios() {}

    private static int rotate(Connection connection, int row) throws SQLException {
        int rows = 0;
        for (int i = 0; i < TIMES; i++) {
            try (PreparedStatement rotation = connection.prepareStatement("update token set secret = ? where id = ?")) {
                rotation.setString(1, "a-secret-of-thread-" + row + "-" + i);
                rotation.setInt(2, row);
                rows += rotation.executeUpdate();
            }
        }
        return rows;
    }

    /** Asks again until the call has ended: the first may come before the statement runs. */
    static void cancelled(Statement recorded, Scenario.Attempt call) throws Exception {
        Statement statement = (Statement) Recorder.raw(recorded);
        Thread canceller = new Thread(() -> cancelUntilInterrupted(statement));
        canceller.start();
        attempt(call);
        canceller.interrupt();
        canceller.join();
        // the last one may come too late, and hit what is next
        Connection connection = statement.getConnection();
        if (connection.getAutoCommit()) {
            for (int i = 0; i < 3; i++) {
                attempt(() -> connection.isValid(5));
            }
        }
    }

    private static void cancelUntilInterrupted(Statement statement) {
        try {
            while (true) {
                Thread.sleep(300);
                statement.cancel();
            }
        } catch (InterruptedException | SQLException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
