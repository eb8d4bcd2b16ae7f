package io.writeguard.driver.cli.offline;

import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.TableRules;
import io.writeguard.rules.check.DestructiveDdlRule;
import io.writeguard.rules.check.UnanalysableWriteRule;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.check.WriteContext;
import io.writeguard.rules.plan.TableChange;
import java.util.List;
import java.util.Optional;

/** Judges one thing that DDL does to a guarded table by its text. */
final class DefinitionCheck {

    private final TableRules table;
    private final TableChange change;
    private final int offset;
    private final StatementFindings findings;

    DefinitionCheck(TableRules table, TableChange change, int offset, StatementFindings findings) {
        this.table = table;
        this.change = change;
        this.offset = offset;
        this.findings = findings;
    }

    void judge() {
        List<SecretColumn> secrets = table.secretColumns().stream()
                .filter(secret -> secret.name().equals(change.column()))
                .toList();
        switch (change.kind()) {
            case DROP_TABLE -> lose(table.secretColumns(), "DROP TABLE");
            case DROP_COLUMN -> {
                lose(secrets, "ALTER TABLE ... DROP COLUMN");
                if (decides()) {
                    refuse("without the column the rules file can't be followed any more");
                }
            }
            case ALTER_TYPE -> {
                if (change.using() != null) {
                    lose(secrets, "ALTER TABLE ... ALTER COLUMN");
                }
            }
            case RENAME_COLUMN -> {
                if (!secrets.isEmpty() || decides()) {
                    refuse("renaming a column that the rules file names would leave its secrets unguarded");
                }
            }
            case RENAME_TABLE, SET_SCHEMA ->
                refuse("moving a table that the rules file names would leave its secrets unguarded");
            case OTHER -> refuse("the guard does not know what this form of DDL does to the rows");
            case DETACH_PARTITION, DROP_TYPE, DROP_DEPENDENTS -> findings.undecided(Depth.IMPACT_QUERY);
            case HARMLESS -> findings.reached(Depth.STATIC);
        }
    }

    private void lose(List<SecretColumn> secrets, String operation) {
        Optional<Violation> broken = secrets.stream()
                .map(secret -> DestructiveDdlRule.ofAllRows(context(operation), secret))
                .flatMap(Optional::stream)
                .findFirst();
        if (broken.isPresent()) {
            findings.dependsOnRows(table, broken, offset);
        } else {
            findings.reached(Depth.STATIC);
        }
    }

    /** The guard refuses it where a live secret is there. */
    private void refuse(String reason) {
        findings.dependsOnRows(table, UnanalysableWriteRule.judge(context("DDL"), reason), offset);
    }

    private boolean decides() {
        return change.column() != null && PredicateColumns.decides(table, change.column());
    }

    private WriteContext context(String operation) {
        return new WriteContext(table, table.name(), List.of(), operation);
    }
}
