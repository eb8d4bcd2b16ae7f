package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.rules.check.SecretValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The part that every look at rows about to be taken away shares: their identity and their live secrets. */
final class RemovedRow {

    private final TargetRow target;
    private final List<GuardedColumn> secrets;

    RemovedRow(TargetRow target, List<GuardedColumn> secrets) {
        this.target = target;
        this.secrets = secrets;
    }

    String select() {
        return "SELECT " + list() + " FROM ";
    }

    String list() {
        return target.identityList() + ", " + secretList();
    }

    /** What {@link #changes} reads. */
    String secretList() {
        return secrets.stream()
                .map(secret -> "CASE WHEN " + target.holds(secret) + " THEN " + Values.readable(secret, column(secret))
                        + " END")
                .collect(Collectors.joining(", "));
    }

    /** Holds for rows with a live secret. */
    String filter() {
        List<String> present = secrets.stream()
                .map(secret -> target.holds(secret) + " AND " + Values.present(secret, column(secret)))
                .toList();
        return target.accepted() + " AND (" + String.join(" OR ", present) + ")";
    }

    private String column(GuardedColumn secret) {
        return target.column(secret.column().name());
    }

    /**
     * @param columnsBefore how many columns come before those of the list
     */
    ChangedRow read(ResultSet row, int columnsBefore, RowIdentities identities) throws SQLException {
        return new ChangedRow(
                target.identity(row, columnsBefore, identities),
                true,
                false,
                target.stored(row, columnsBefore),
                changes(row, columnsBefore + target.identityWidth()));
    }

    /**
     * @param columnsBefore how many columns come before those of the secrets
     */
    List<SecretChange> changes(ResultSet row, int columnsBefore) throws SQLException {
        int index = columnsBefore;
        List<SecretChange> changes = new ArrayList<>(secrets.size());
        for (GuardedColumn secret : secrets) {
            SecretValue before = Values.read(row, ++index, secret.type());
            changes.add(new SecretChange(before, SecretValue.NULL, !(before instanceof SecretValue.Null), true, false));
        }
        return changes;
    }
}
