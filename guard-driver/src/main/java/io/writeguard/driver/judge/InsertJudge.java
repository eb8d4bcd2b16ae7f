package io.writeguard.driver.judge;

import io.writeguard.driver.impact.InsertLook;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.schema.ValueType;
import io.writeguard.driver.statement.InsertedRows;
import io.writeguard.driver.statement.KnownValues;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges one INSERT into a guarded table, its ON CONFLICT clause included. */
final class InsertJudge {

    private final Inquiry inquiry;
    private final SubmittedStatement statement;
    private final Write write;
    private final GuardedTable table;
    private final InsertLook look;

    InsertJudge(Inquiry inquiry, SubmittedStatement statement, Write write, GuardedTable table) {
        this.inquiry = inquiry;
        this.statement = statement;
        this.write = write;
        this.table = table;
        this.look = new InsertLook(inquiry.questions(), statement, write, table);
    }

    void judge() throws SQLException {
        boolean conflicts = write.conflict() != null;
        if (!textSaysAll()
                || (table.rules().liveWhen() != null && mayMakeUpForLosses())
                || (conflicts && (StaleClears.dependOnChanges(table) || textHasViolation()))) {
            look.newRows(table.secrets(), (values, accepted) -> offered(values, List.of(), accepted));
        } else {
            writtenRows();
        }
        if (conflicts && mayMakeUpForLosses()) {
            look.newRows(table.secrets(), this::gained);
        }
        if (conflicts && write.conflict().update()) {
            judgeConflicts();
        }
    }

    private void judgeConflicts() throws SQLException {
        List<SecretAssignment> reached =
                ReachedSecrets.of(table, write.conflict().assignments());
        if (reached.isEmpty()) {
            inquiry.findings().kept().passed(table);
        } else {
            RowIdentities identities = inquiry.knowledge().identities(table);
            ChangedRows rows =
                    new ChangedRows(inquiry, statement, table, reached, write.compared(), WriteOperation.UPSERT);
            inquiry.looks().ask(statement, entries -> look.conflicts(entries, reached, identities), rows, rows::finish);
        }
    }

    /** Whether every value that the INSERT offers to a secret column is known without asking. */
    private boolean textSaysAll() {
        if (write.query() != null) {
            return false;
        }
        for (int row = 0; row < write.rows().size(); row++) {
            for (GuardedColumn secret : table.secrets()) {
                if (known(row, secret) == null) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean textHasViolation() {
        for (int row = 0; row < write.rows().size(); row++) {
            for (GuardedColumn secret : table.secrets()) {
                if (!violations(secret, known(row, secret)).isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it matters which of the rows offered will be new: the transaction has lost some, as a re-insert follows a delete. */
    private boolean mayMakeUpForLosses() {
        return table.secrets().stream()
                .anyMatch(secret -> inquiry.transaction()
                        .hasLosses(inquiry.findings().losses(table, secret).ledger()));
    }

    private void writtenRows() {
        RowIdentities identities = inquiry.knowledge().identities(table);
        for (int row = 0; row < write.rows().size(); row++) {
            List<SecretValue> values = new ArrayList<>();
            for (GuardedColumn secret : table.secrets()) {
                values.add(known(row, secret));
            }
            List<KeyedHash> named = namedRow(row, identities);
            offered(values, named, true);
            inquiry.findings().touched(table, named);
        }
    }

    private SecretValue known(int row, GuardedColumn secret) {
        ValueSource source =
                InsertedRows.source(table, write, row, secret.column().name());
        return KnownValues.of(statement, source, secret);
    }

    private List<KeyedHash> namedRow(int row, RowIdentities identities) {
        Map<String, String> texts = new HashMap<>();
        for (String column : table.identityColumns()) {
            ValueSource source = InsertedRows.source(table, write, row, column);
            texts.put(column, KnownValues.keyText(statement, source, table.column(column)));
        }
        return identities.byKeys(texts);
    }

    private boolean gained(List<SecretValue> secrets, boolean accepted) {
        for (int i = 0; accepted && i < secrets.size(); i++) {
            GuardedColumn secret = table.secrets().get(i);
            if (secrets.get(i) != null && ChangedSecret.present(secret, secrets.get(i))) {
                inquiry.findings().losses(table, secret).gain(1);
            }
        }
        return true;
    }

    /**
     * A row that will be new.
     *
     * @param named by which keys the text says which row it is; empty where the values were asked of the database, which
     *     then are as it prints them
     * @param accepted whether {@code live-when} accepts it, as far as it was asked
     */
    private boolean offered(List<SecretValue> secrets, List<KeyedHash> named, boolean accepted) {
        boolean violated = false;
        for (int i = 0; i < secrets.size(); i++) {
            GuardedColumn secret = table.secrets().get(i);
            SecretValue value = secrets.get(i);
            if (value == null) {
                continue;
            }
            List<Violation> violations = violations(secret, value);
            violations.forEach(inquiry.findings()::add);
            violated |= !violations.isEmpty();
            if (ChangedSecret.present(secret, value)) {
                SecretLosses losses = inquiry.findings().losses(table, secret);
                if (write.conflict() != null) {
                    losses.mayGain();
                } else if (accepted && !losses.regainIfLost(inquiry.transaction(), named)) {
                    losses.gain(1);
                }
                boolean printedOtherwise = secret.type() == ValueType.JSON && !named.isEmpty();
                inquiry.findings()
                        .written(
                                table,
                                secret,
                                named,
                                printedOtherwise ? null : inquiry.knowledge().hash(table, secret, value));
            }
        }
        return !violated;
    }

    private List<Violation> violations(GuardedColumn secret, SecretValue value) {
        return InsertedValue.of(table, secret, value, WriteOperation.INSERT).violations();
    }
}
