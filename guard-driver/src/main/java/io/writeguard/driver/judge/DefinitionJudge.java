package io.writeguard.driver.judge;

import io.writeguard.driver.impact.DeleteLook;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.impact.UpdateLook;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Assignment;
import io.writeguard.rules.plan.TableChange;
import io.writeguard.rules.plan.ValueSource;
import java.sql.SQLException;
import java.util.List;

/** Judges DDL on a guarded table. */
final class DefinitionJudge {

    private final Inquiry inquiry;
    private final SubmittedStatement statement;
    private final GuardedTable table;

    DefinitionJudge(Inquiry inquiry, SubmittedStatement statement, GuardedTable table) {
        this.inquiry = inquiry;
        this.statement = statement;
        this.table = table;
    }

    void judge(TableChange change) throws SQLException {
        GuardedColumn secret = change.column() == null ? null : table.secret(change.column());
        switch (change.kind()) {
            case DROP_TABLE -> remove(table.secrets(), WriteOperation.DROP_TABLE);
            case DROP_COLUMN -> {
                if (secret != null) {
                    remove(List.of(secret), WriteOperation.DROP_COLUMN);
                }
            }
            case ALTER_TYPE -> {
                if (secret != null && change.using() != null) {
                    rewrite(secret, change);
                }
            }
            case RENAME_COLUMN -> {
                if (secret != null || table.liveWhenColumns().contains(change.column())) {
                    throw new NotAskable("renaming a column that the rules file names would leave it unguarded");
                }
            }
            case RENAME_TABLE, SET_SCHEMA ->
                throw new NotAskable("moving a table that the rules file names would leave it unguarded");
            case DETACH_PARTITION, OTHER ->
                throw new NotAskable("what this form of DDL does to the rows is not judged in this version");
            case HARMLESS -> {
                return;
            }
        }
    }

    /** All rows of the table lose these secrets. */
    void remove(List<GuardedColumn> secrets, WriteOperation operation) throws SQLException {
        List<SecretAssignment> reached = secrets.stream()
                .map(secret -> new SecretAssignment(secret, null))
                .toList();
        ChangedRows rows = new ChangedRows(inquiry, statement, table, reached, List.of(), operation);
        DeleteLook.ofWholeTable(
                inquiry.questions(), table, secrets, inquiry.knowledge().identities(table), rows::visit);
        rows.finish();
    }

    private void rewrite(GuardedColumn secret, TableChange change) throws SQLException {
        ValueSource using = new ValueSource.Expression(change.using());
        List<SecretAssignment> reached = List.of(new SecretAssignment(secret, using));
        RowIdentities identities = inquiry.knowledge().identities(table);
        ChangedRows rows = new ChangedRows(inquiry, statement, table, reached, List.of(), WriteOperation.ALTER_COLUMN);
        UpdateLook.ofWholeTable(
                inquiry.questions(),
                statement,
                table,
                reached,
                List.of(new Assignment(secret.name(), false, using)),
                identities,
                rows::visit);
        rows.finish();
    }
}
