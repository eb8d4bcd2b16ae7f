package io.writeguard.driver.impact;

import io.writeguard.driver.row.RowIdentity;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * A row that a write would change.
 *
 * @param identity null where the secrets stay as they are and nobody needs to know the row
 * @param acceptedBefore whether {@code live-when} accepts the row as it is
 * @param acceptedAfter whether it will; false for a row that is deleted
 * @param stored the texts of the key's and of the secret columns as they are, for a table with {@code archive}; null for
 *     one without, and where there is nothing to keep
 * @param secrets in the order in which the question named them; empty where they all stay as they are
 */
public record ChangedRow(
        RowIdentity identity,
        boolean acceptedBefore,
        boolean acceptedAfter,
        Map<String, String> stored,
        List<SecretChange> secrets) {

    /** Without what it holds. */
    @Override
    public String toString() {
        return "ChangedRow[" + identity + "]";
    }

    /** Takes the rows of a look. */
    @FunctionalInterface
    public interface Visitor {
        /** Returns whether the next row is wanted. */
        boolean visit(ChangedRow row) throws SQLException;
    }
}
