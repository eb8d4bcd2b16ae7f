package io.writeguard.driver.session;

import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * The server's own error of a statement, where a question about it has failed with one that the statement raises too: it
 * points into the application's text, not into the guard's. The server is asked to describe the statement, which executes
 * nothing (manual, "Extended Query").
 */
final class OwnErrors {

    /** Syntax and names, and literals that are none of their type (manual, appendix A: classes 42 and 22). */
    private static final Set<String> FOUND_BY_READING = Set.of("42", "22");

    private final Connection raw;
    private final FollowedTransaction transaction;

    OwnErrors(Connection raw, FollowedTransaction transaction) {
        this.raw = raw;
        this.transaction = transaction;
    }

    /**
     * The statement's own error; {@code failure} where it has none, or where it can't be asked for, as in a transaction that
     * the question has aborted.
     */
    SQLException of(List<SubmittedStatement> statements, SQLException failure) {
        if (!isFoundByReading(failure) || statements.size() != 1 || transaction.failed()) {
            return failure;
        }
        SubmittedStatement statement = statements.get(0);
        String sql = statement.sql().sql();
        try (PreparedStatement described = raw.prepareStatement(statement.prepared() ? sql : sql.replace("?", "??"))) {
            BoundValue[] values = statement.values();
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null && values[i].known()) {
                    values[i].bind(described, i + 1);
                }
            }
            described.getMetaData();
            return failure;
        } catch (SQLException own) {
            return isFoundByReading(own) ? own : failure;
        }
    }

    private static boolean isFoundByReading(SQLException error) {
        String state = error.getSQLState();
        return state != null && state.length() == 5 && FOUND_BY_READING.contains(state.substring(0, 2));
    }
}
