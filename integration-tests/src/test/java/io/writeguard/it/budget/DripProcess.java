package io.writeguard.it.budget;

import io.writeguard.driver.WriteRejectedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/**
 * A process of its own that clears rows of {@code users} one at a time until it is refused: in auto-commit mode, or in
 * transactions of several that are committed, rolled back, or rolled back to a savepoint.
 */
final class DripProcess {

    private DripProcess() {}

    /**
     * @param from the first of the rows that it clears
     * @param to the last
     */
    static Process start(Instances instances, int from, int to) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                DripProcess.class.getName(),
                instances.database().guardedUrl(instances.rules()) + "&ApplicationName=drip",
                Integer.toString(from),
                Integer.toString(to));
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exit value 0 where it was refused, 1 where all its rows were cleared. */
    public static void main(String[] arguments) throws SQLException {
        int next = Integer.parseInt(arguments[1]);
        int to = Integer.parseInt(arguments[2]);
        Random dice = new Random(next);
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            while (next <= to) {
                int rows = 1 + dice.nextInt(3);
                transaction(connection, next, Math.min(rows, 1 + to - next), dice.nextInt(4));
                next += rows;
            }
        } catch (WriteRejectedException refused) {
            System.exit(0);
        }
        System.exit(1);
    }

    private static void transaction(Connection connection, int from, int rows, int kind) throws SQLException {
        connection.setAutoCommit(kind < 2);
        for (int id = from; id < from + rows; id++) {
            clear(connection, id);
        }
        if (kind == 2) {
            var before = connection.setSavepoint();
            clear(connection, 0);
            connection.rollback(before);
            connection.commit();
        } else if (kind == 3) {
            connection.rollback();
            connection.setAutoCommit(true);
            for (int id = from; id < from + rows; id++) {
                clear(connection, id);
            }
        }
    }

    private static void clear(Connection connection, int id) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update users set token = null where id = ?")) {
            update.setInt(1, id);
            update.executeUpdate();
        }
    }
}
