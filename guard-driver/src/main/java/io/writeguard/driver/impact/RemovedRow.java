package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.rules.check.SecretValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
        StringBuilder list = new StringBuilder(target.identityList());
        for (GuardedColumn secret : secrets) {
            list.append(", CASE WHEN ")
                    .append(target.holds(secret))
                    .append(" THEN ")
                    .append(Values.readable(secret, column(secret)))
                    .append(" END");
        }
        return list.toString();
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
        int index = columnsBefore + target.identityWidth();
        List<SecretChange> changes = new ArrayList<>();
        for (GuardedColumn secret : secrets) {
            SecretValue before = Values.read(row, ++index, secret.type());
            changes.add(new SecretChange(before, SecretValue.NULL, !(before instanceof SecretValue.Null), true, false));
        }
        return new ChangedRow(
                target.identity(row, columnsBefore, identities),
                true,
                false,
                target.stored(row, columnsBefore),
                changes);
    }
}
