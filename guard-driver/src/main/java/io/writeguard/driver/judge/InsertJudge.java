package io.writeguard.driver.judge;

import io.writeguard.driver.impact.InsertLook;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.InsertedRows;
import io.writeguard.driver.statement.KnownValues;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.EmptySecretRule;
import io.writeguard.rules.check.MalformedSecretRule;
import io.writeguard.rules.check.PlaceholderSecretRule;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueState;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.check.WriteContext;
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
        if (!textSaysAll() || (conflicts && (textHasViolation() || newRowsCount()))) {
            look.newRows(table.secrets(), secrets -> offered(secrets, true));
        } else {
            writtenRows(secrets -> offered(secrets, !conflicts));
        }
        if (conflicts && write.conflict().update()) {
            judgeConflicts();
        }
    }

    /** Whether it matters which rows are new: they are set against what the transaction has lost. */
    private boolean newRowsCount() {
        return table.secrets().stream()
                .map(secret -> inquiry.findings().losses(table, secret).ledger())
                .anyMatch(ledger -> inquiry.transaction().reservation(ledger) != null);
    }

    private void judgeConflicts() throws SQLException {
        List<SecretAssignment> reached =
                ReachedSecrets.of(table, write.conflict().assignments());
        if (!reached.isEmpty()) {
            RowIdentities identities = inquiry.knowledge().identities(table);
            ChangedRows rows = new ChangedRows(inquiry, statement, table, reached, List.of(), WriteOperation.UPSERT);
            look.conflicts(reached, identities, rows::visit);
            rows.finish();
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

    private void writtenRows(InsertLook.OfferedRows rows) throws SQLException {
        RowIdentities identities = inquiry.knowledge().identities(table);
        for (int row = 0; row < write.rows().size(); row++) {
            List<SecretValue> values = new ArrayList<>();
            for (GuardedColumn secret : table.secrets()) {
                values.add(known(row, secret));
            }
            rows.take(values);
            inquiry.findings().touched(table, namedRow(row, identities));
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
        return NamedRows.byKeys(table, identities, texts);
    }

    /**
     * @param isNew whether it is known that the row will be new, and not meet one that is there
     */
    private boolean offered(List<SecretValue> secrets, boolean isNew) {
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
            ValueState state = secret.checker().check(value);
            if (state != ValueState.NULL && state != ValueState.EMPTY) {
                if (isNew) {
                    inquiry.findings().losses(table, secret).gain(1);
                }
                inquiry.findings()
                        .written(table, secret, List.of(), inquiry.knowledge().hash(table, secret, value));
            }
        }
        return !violated;
    }

    private List<Violation> violations(GuardedColumn secret, SecretValue value) {
        WriteContext context = Findings.context(table, WriteOperation.INSERT);
        ValueState state = secret.checker().check(value);
        List<Violation> violations = new ArrayList<>();
        EmptySecretRule.judge(context, secret.rules(), state).ifPresent(violations::add);
        PlaceholderSecretRule.judge(context, secret.rules(), state, false).ifPresent(violations::add);
        MalformedSecretRule.judge(context, secret.rules(), state).ifPresent(violations::add);
        return violations;
    }
}
