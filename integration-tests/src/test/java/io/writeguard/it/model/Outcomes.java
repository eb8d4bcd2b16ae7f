package io.writeguard.it.model;

import io.writeguard.driver.WriteRejectedException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What came of what a connection was told to do. */
final class Outcomes {

    static final String PASSED = "passed";
    static final String REFUSED = "refused";

    @FunctionalInterface
    interface Attempt {
        void make() throws SQLException;
    }

    private Outcomes() {}

    static String outcome(Attempt attempt) throws SQLException {
        try {
            attempt.make();
            return PASSED;
        } catch (WriteRejectedException refused) {
            return REFUSED;
        } catch (BatchUpdateException refused) {
            if (refused.getCause() instanceof WriteRejectedException) {
                return REFUSED;
            }
            throw refused;
        }
    }

    static String answerOf(Future<String> answer) throws SQLException {
        try {
            return answer.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException failure) {
            throw new SQLException(failure.getCause());
        } catch (InterruptedException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
