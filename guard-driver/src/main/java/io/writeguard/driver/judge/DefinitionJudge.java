package io.writeguard.driver.judge;

import io.writeguard.driver.impact.DeleteLook;
import io.writeguard.driver.impact.LiveCount;
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
import java.util.regex.Pattern;

/** Judges DDL on a guarded table. */
final class DefinitionJudge {

    private static final Pattern BUILT_IN_TYPE =
            Pattern.compile("(text|character varying|character|name|bytea|jsonb?|uuid)(\\(\\d+\\))?(\\[])*");

    private final Inquiry inquiry;
    private final SubmittedStatement statement;
    private final GuardedTable table;

    DefinitionJudge(Inquiry inquiry, SubmittedStatement statement, GuardedTable table) {
        this.inquiry = inquiry;
        this.statement = statement;
        this.table = table;
    }

    void judge(TableChange change) throws SQLException {
        List<GuardedColumn> secrets = change.column() == null ? List.of() : table.secretsIn(change.column());
        boolean decides = change.column() != null && table.decides(change.column());
        switch (change.kind()) {
            case DROP_TABLE -> remove(table.secrets(), WriteOperation.DROP_TABLE);
            case DROP_COLUMN -> {
                if (decides) {
                    refuseWhereLive("without the column the rules file can't be followed any more");
                }
                if (!secrets.isEmpty()) {
                    remove(secrets, WriteOperation.DROP_COLUMN);
                }
            }
            case ALTER_TYPE -> {
                if (!secrets.isEmpty() && change.using() != null) {
                    rewrite(secrets, change);
                }
            }
            case DROP_TYPE -> {
                List<GuardedColumn> typed = ofDroppedType(change.column());
                if (!typed.isEmpty()) {
                    remove(typed, WriteOperation.DROP_TYPE);
                }
            }
            case RENAME_COLUMN -> {
                if (!secrets.isEmpty() || decides) {
                    refuseWhereLive("renaming a column that the rules file names would leave its secrets unguarded");
                }
            }
            case RENAME_TABLE, SET_SCHEMA -> {
                if (isDeclared()) {
                    refuseWhereLive("moving a table that the rules file names would leave its secrets unguarded");
                }
            }
            case DETACH_PARTITION -> {
                if (!isDeclared()) {
                    remove(table.secrets(), WriteOperation.DETACH_PARTITION);
                }
            }
            case DROP_DEPENDENTS -> inquiry.findings().hide();
            case OTHER -> refuseWhereLive("the guard does not know what this form of DDL does to the rows");
            case HARMLESS -> {
                return;
            }
        }
    }

    /** Whether the rules file names the table itself; a partition or child is guarded by its parent's name. */
    private boolean isDeclared() {
        return table.oid() == table.counted().oid();
    }

    /** The secrets of a type that is dropped. Nothing tells which types an extension, without a name here, has. */
    private List<GuardedColumn> ofDroppedType(String type) {
        return table.secrets().stream()
                .filter(secret -> type == null
                        ? !BUILT_IN_TYPE.matcher(secret.column().type()).matches()
                        : secret.column().type().matches("(.*\\.)?\"?" + Pattern.quote(type) + "\"?(\\[])*"))
                .toList();
    }

    private void refuseWhereLive(String reason) throws SQLException {
        for (GuardedColumn secret : table.secrets()) {
            if (inquiry.questions().number(LiveCount.of(table, secret, 1)) > 0) {
                throw new NotAskable(reason);
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

    private void rewrite(List<GuardedColumn> secrets, TableChange change) throws SQLException {
        ValueSource using = new ValueSource.Expression(change.using());
        List<SecretAssignment> reached = secrets.stream()
                .map(secret -> new SecretAssignment(secret, using))
                .toList();
        RowIdentities identities = inquiry.knowledge().identities(table);
        ChangedRows rows = new ChangedRows(inquiry, statement, table, reached, List.of(), WriteOperation.ALTER_COLUMN);
        UpdateLook.ofWholeTable(
                inquiry.questions(),
                statement,
                table,
                reached,
                List.of(new Assignment(change.column(), false, using)),
                identities,
                rows::visit);
        rows.finish();
    }
}
