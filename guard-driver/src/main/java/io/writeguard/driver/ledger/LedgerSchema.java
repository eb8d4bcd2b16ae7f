package io.writeguard.driver.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The schema {@code writeguard}. */
public final class LedgerSchema {

    private static final String ONE_AT_A_TIME = "BEGIN; SELECT pg_catalog.pg_advisory_xact_lock(1464288580, 0);";

    private LedgerSchema() {}

    /** The script that creates it. */
    public static String script() {
        try (InputStream script = LedgerSchema.class.getResourceAsStream("ledger.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails where it is missing, or may not be read. */
    static boolean check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("SELECT FROM writeguard.renewals LIMIT 0");
        }
    }

    /**
     * @param connection of the guard's own, outside a transaction
     */
    static boolean create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ONE_AT_A_TIME + script() + "COMMIT");
        }
        return true;
    }

    /** Whether the error says that it, or a part of it, is not there. */
    static boolean isMissing(SQLException error) {
        String state = error.getSQLState();
        return "42P01".equals(state) || "3F000".equals(state) || "42703".equals(state);
    }

    /** Whether the error is about the ledger's tables rather than about the connection or the application's transaction. */
    static boolean isUnusable(SQLException error) {
        String state = error.getSQLState();
        return state != null && (state.startsWith("42") || state.startsWith("3F"));
    }
}
