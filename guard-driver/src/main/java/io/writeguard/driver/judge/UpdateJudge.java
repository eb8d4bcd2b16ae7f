package io.writeguard.driver.judge;

import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.impact.UpdateLook;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.schema.ValueType;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Judges one UPDATE of a guarded table. */
final class UpdateJudge {

    private final Inquiry inquiry;
    private final SubmittedStatement statement;
    private final Write write;
    private final GuardedTable table;
    private final RowIdentities identities;
    private final List<KeyedHash> namedRows;

    UpdateJudge(Inquiry inquiry, SubmittedStatement statement, Write write, GuardedTable table) {
        this.inquiry = inquiry;
        this.statement = statement;
        this.write = write;
        this.table = table;
        this.identities = inquiry.knowledge().identities(table);
        this.namedRows = NamedRows.of(statement, write, table, identities);
    }

    void judge() throws SQLException {
        List<SecretAssignment> reached = ReachedSecrets.of(table, write.assignments());
        if (reached.isEmpty()) {
            inquiry.findings().kept().passed(table);
            inquiry.findings().touched(table, namedRows);
            return;
        }
        List<GuardedColumn> secrets =
                reached.stream().map(SecretAssignment::secret).toList();
        if (rotatesOneRow(reached)) {
            inquiry.findings().matched().add(table, secrets, WriteOperation.UPDATE, 1);
        } else {
            if (write.currentOf()) {
                throw new NotAskable(Unreadable.CURRENT_ROW);
            }
            ChangedRows rows =
                    new ChangedRows(inquiry, statement, table, reached, write.compared(), WriteOperation.UPDATE);
            rows.begin(statement, write);
            inquiry.looks()
                    .ask(statement, entries -> UpdateLook.of(entries, write, table, reached, identities), rows, () -> {
                        rows.finish();
                        inquiry.findings().matched().add(table, secrets, WriteOperation.UPDATE, rows.matched());
                    });
        }
        inquiry.findings().touched(table, namedRows);
    }

    /**
     * Text and values prove that one row at most gets good new secrets: a rotation or a recovery, whatever it holds.
     * Nothing needs to be asked, as long as the value has gone to no other row; and as long as it does not matter to a later
     * clear whether the row had that value before, as it has where an ORM writes all columns. What is overwritten in a table
     * with {@code archive} has to be looked at.
     */
    private boolean rotatesOneRow(List<SecretAssignment> reached) {
        if (namedRows.isEmpty()
                || table.isArchived()
                || StaleClears.dependOnChanges(table)
                || ReachedSecrets.acceptanceMayChange(table, write.assignments())) {
            return false;
        }
        List<NewSecret> rotated = new ArrayList<>(reached.size());
        for (SecretAssignment assignment : reached) {
            GuardedColumn secret = assignment.secret();
            SecretValue value = GoodValues.of(statement, assignment);
            if (value == null || mayMakeUpForLosses(secret)) {
                return false;
            }
            KeyedHash hash = inquiry.knowledge().hash(table, secret, value);
            if (repeats(secret, hash)) {
                return false;
            }
            rotated.add(new NewSecret(secret, hash));
        }
        rotated.forEach(this::rotated);
        return true;
    }

    private record NewSecret(GuardedColumn secret, KeyedHash value) {}

    /**
     * Whether it matters what the row held before: the transaction has lost some, and may have lost this one, or an earlier
     * entry of the batch may lose some.
     */
    private boolean mayMakeUpForLosses(GuardedColumn secret) {
        return inquiry.looks().hasCollected()
                || inquiry.transaction()
                        .hasLosses(inquiry.findings().losses(table, secret).ledger());
    }

    private boolean repeats(GuardedColumn secret, KeyedHash value) {
        return Repeats.suspected(
                inquiry.findings().firstRows(),
                inquiry.findings().losses(table, secret).ledger(),
                secret,
                namedRows,
                value);
    }

    private void rotated(NewSecret rotated) {
        GuardedColumn secret = rotated.secret();
        KeyedHash hash = rotated.value();
        SecretLosses losses = inquiry.findings().losses(table, secret);
        Repeats.note(inquiry.findings().firstRows(), losses.ledger(), secret, namedRows.get(0), hash);
        losses.regainIfLost(inquiry.transaction(), namedRows);
        losses.mayGain();
        inquiry.findings().written(table, secret, namedRows, printedAsBound(secret) ? hash : null);
    }

    /** Whether the database prints the value as it was bound; it rewrites json. */
    private static boolean printedAsBound(GuardedColumn secret) {
        return secret.type() != ValueType.JSON;
    }
}
