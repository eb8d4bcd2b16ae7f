package io.writeguard.driver.cli.offline;

import io.writeguard.rules.Placeholders;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import io.writeguard.rules.check.EmptySecretRule;
import io.writeguard.rules.check.MalformedSecretRule;
import io.writeguard.rules.check.MassInvalidationRule;
import io.writeguard.rules.check.PlaceholderSecretRule;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueChecker;
import io.writeguard.rules.check.ValueState;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.check.WriteContext;
import io.writeguard.rules.plan.Assignment;
import io.writeguard.rules.plan.Equality;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.LexedSql;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges one write of a guarded table by its text. */
final class WriteCheck {

    private final TableRules table;
    private final Placeholders placeholders;
    private final TextValues values;
    private final LexedSql sql;
    private final Write write;
    private final StatementFindings findings;

    WriteCheck(
            TableRules table,
            Placeholders placeholders,
            TextValues values,
            LexedSql sql,
            Write write,
            StatementFindings findings) {
        this.table = table;
        this.placeholders = placeholders;
        this.values = values;
        this.sql = sql;
        this.write = write;
        this.findings = findings;
    }

    void judge() {
        switch (write.operation()) {
            case INSERT, MERGE_INSERT -> insert();
            case UPDATE, MERGE_UPDATE -> update();
            case DELETE, MERGE_DELETE -> remove("DELETE");
            case TRUNCATE -> allRows("TRUNCATE", table.secretColumns());
            case COPY_FROM -> findings.undecided(Depth.STATIC);
            case ON_CONFLICT_UPDATE -> throw new IllegalStateException("a part of an INSERT");
        }
    }

    private void insert() {
        findings.reached(Depth.STATIC);
        if (write.query() != null) {
            findings.undecided(Depth.IMPACT_QUERY);
        }
        for (List<ValueSource> row : write.rows()) {
            for (SecretColumn secret : table.secretColumns()) {
                // without a list of columns only the catalog tells which value is whose
                int position = write.columns().indexOf(secret.name());
                if (position >= 0 && position < row.size()) {
                    value("INSERT", secret, row.get(position), Depth.STATIC);
                } else {
                    findings.undecided(Depth.STATIC);
                }
            }
        }
        if (write.conflict() != null && write.conflict().update()) {
            assignments("INSERT ... ON CONFLICT DO UPDATE", write.conflict().assignments());
        }
    }

    private void update() {
        findings.reached(Depth.STATIC);
        boolean lost = assignments("UPDATE", write.assignments());
        boolean decides = write.assignments().stream()
                .anyMatch(assignment -> PredicateColumns.decides(table, assignment.column()));
        if (!sparesRows() && (lost || decides)) {
            List<SecretColumn> secrets = decides ? table.secretColumns() : assigned();
            allRows("UPDATE", secrets);
        } else if (decides) {
            findings.undecided(Depth.IMPACT_QUERY);
        }
    }

    private void remove(String operation) {
        if (sparesRows()) {
            findings.undecided(Depth.IMPACT_QUERY);
        } else {
            allRows(operation, table.secretColumns());
        }
    }

    /** Returns whether a secret is overwritten by something that no value rule forbids, in a way that loses it. */
    private boolean assignments(String operation, List<Assignment> assignments) {
        boolean lost = false;
        for (Assignment assignment : assignments) {
            for (SecretColumn secret : table.secretColumns()) {
                boolean kept = assignment.value() instanceof ValueSource.OwnColumn own
                        && own.column().equals(assignment.column());
                if (secret.name().equals(assignment.column()) && !kept) {
                    lost |= assignment.partial()
                            ? undecidedLoss()
                            : value(operation, secret, assignment.value(), Depth.IMPACT_QUERY);
                }
            }
        }
        return lost;
    }

    private boolean undecidedLoss() {
        findings.undecided(Depth.IMPACT_QUERY);
        return true;
    }

    private boolean value(String operation, SecretColumn secret, ValueSource source, Depth wouldGo) {
        SecretValue value = values.of(source, secret);
        if (value == null) {
            findings.undecided(source instanceof ValueSource.Parameter ? Depth.STATIC : wouldGo);
            return true;
        }
        ValueState state = new ValueChecker(secret, placeholders).check(value);
        WriteContext context = context(operation);
        Optional<Violation> broken = Stream.of(
                        EmptySecretRule.judge(context, secret, state),
                        PlaceholderSecretRule.judge(context, secret, state, false),
                        MalformedSecretRule.judge(context, secret, state))
                .flatMap(Optional::stream)
                .findFirst();
        findings.certain(table, broken, values.offset(source, start()));
        if (broken.isPresent()) {
            return false;
        }
        if (wouldGo != Depth.STATIC) {
            // whether the row is named by a key, and has something to lose
            findings.undecided(wouldGo);
        }
        return switch (state) {
            case NULL -> secret.onNull() != OnNull.ALLOW;
            case EMPTY -> secret.onEmpty() != OnEmpty.ALLOW;
            default -> true;
        };
    }

    private void allRows(String operation, List<SecretColumn> secrets) {
        Optional<Violation> broken = secrets.stream()
                .map(secret -> MassInvalidationRule.ofAllRows(context(operation), secret))
                .flatMap(Optional::stream)
                .findFirst();
        findings.dependsOnRows(table, broken, start());
    }

    private List<SecretColumn> assigned() {
        return table.secretColumns().stream()
                .filter(secret -> write.columns().contains(secret.name()))
                .toList();
    }

    /** Whether something restricts it: a predicate that is more than a constant, or ON of a MERGE. */
    private boolean sparesRows() {
        boolean merge = write.operation() == Operation.MERGE_UPDATE || write.operation() == Operation.MERGE_DELETE;
        return merge
                || write.currentOf()
                || (write.where() != null && !PredicateColumns.isConstant(sql, write.where()));
    }

    private int start() {
        return sql.start(write.targetSpan().from());
    }

    private WriteContext context(String operation) {
        TableName written = new TableName(
                table.name().schema() == null
                        ? write.target().schema()
                        : table.name().schema(),
                table.name().name());
        // what the statement names its rows by is the best guess at their key
        List<String> key = write.equalities().stream()
                .map(Equality::column)
                .filter(column -> table.secretColumns().stream()
                        .noneMatch(secret -> secret.name().equals(column)))
                .distinct()
                .toList();
        return new WriteContext(table, written, key, operation);
    }
}
