package io.writeguard.driver.judge;

import io.writeguard.driver.impact.CascadeLook;
import io.writeguard.driver.impact.DeleteLook;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.CascadePath;
import io.writeguard.driver.schema.Counted;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.schema.Reach;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.Rule;
import io.writeguard.rules.check.UnanalysableWriteRule;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.TableChange;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges one statement: finds the guarded tables that it reaches, and hands each write to its judge. */
final class StatementJudge {

    private final Inquiry inquiry;
    private final NameResolver names;
    private final Dependencies dependencies;
    private final SubmittedStatement statement;
    private final HiddenRoutes hiddenRoutes;

    StatementJudge(Inquiry inquiry, NameResolver names, Dependencies dependencies, SubmittedStatement statement) {
        this.inquiry = inquiry;
        this.names = names;
        this.dependencies = dependencies;
        this.statement = statement;
        this.hiddenRoutes = new HiddenRoutes(names);
    }

    void judge() throws SQLException {
        StatementReading reading = statement.reading();
        String reason = Unreadable.reason(reading);
        if (reason != null) {
            refuseEveryGuardedName(reading, reason);
        } else if (reading.kind() == StatementKind.ROUTINE) {
            judgeRoutine(reading);
        } else {
            judgeReadable(reading);
        }
        noteFor(reading);
    }

    private void judgeReadable(StatementReading reading) throws SQLException {
        if (reading.executesWrites()
                && dependencies.changeNames()
                && !reading.writes().isEmpty()) {
            inquiry.findings().hide();
        } else if (reading.executesWrites()) {
            Set<Counted> moved = MovedRows.in(reading, names);
            for (Write write : reading.writes()) {
                names.requireFit(write.target());
                Optional<GuardedTable> table = names.resolve(write.target());
                if (table.isPresent() && moved.contains(table.get().counted())) {
                    inquiry.findings().hide();
                } else if (table.isPresent()) {
                    judge(write, table.get());
                }
                follow(write);
            }
        }
        for (TableChange change : reading.changes()) {
            for (GuardedTable table : GuardedNames.changedBy(change, names)) {
                judge(change, table);
            }
        }
        boolean runsWhatWasPrepared = reading.kind() == StatementKind.EXECUTE;
        if (runsWhatWasPrepared || (HiddenRoutes.runs(reading.kind()) && hiddenRoutes.callsReaching(reading))) {
            inquiry.findings().hide();
            inquiry.transaction().mayFetch();
        }
        if (reading.kind() == StatementKind.CURSOR) {
            judgeCursor(reading);
        }
    }

    /** What the query of a cursor calls runs as its rows are fetched; WITH HOLD, at COMMIT, after all verdicts. */
    private void judgeCursor(StatementReading reading) {
        if (reading.identifiers().contains("hold") && hiddenRoutes.callsReaching(reading)) {
            names.catalog().tables().forEach(table -> refuse(table, Unreadable.HELD_CURSOR));
        } else if (inquiry.transaction().fetches()) {
            inquiry.findings().hide();
        }
    }

    private void judgeRoutine(StatementReading reading) throws SQLException {
        boolean reaches = hiddenRoutes.routineReaches(reading);
        if (!reaches && !HiddenRoutes.routineExecutesText(reading)) {
            return;
        }
        boolean endsTransactions = hiddenRoutes.routineEndsTransactions(reading);
        if (endsTransactions && reaches) {
            refuseEveryGuardedName(reading, "it may end transactions itself, so it can't be measured before it counts");
        } else if (!endsTransactions) {
            inquiry.findings().hide();
            inquiry.transaction().mayFetch();
        }
    }

    /** What the write sets off: foreign keys that delete, and what only running it shows. */
    private void follow(Write write) throws SQLException {
        long relation = names.oid(write.target());
        Reach reach = names.catalog().reach();
        if (write.operation() == Operation.DELETE) {
            for (CascadePath path : reach.cascades().getOrDefault(relation, List.of())) {
                judgeCascade(write, path);
            }
        } else if (write.operation() == Operation.MERGE_DELETE
                && reach.cascades().containsKey(relation)) {
            inquiry.findings().hide();
        } else if (write.operation() == Operation.TRUNCATE && write.cascade()) {
            for (GuardedTable table : reach.truncations().getOrDefault(relation, Set.of())) {
                new DefinitionJudge(inquiry, statement, table).remove(table.secrets(), WriteOperation.TRUNCATE);
            }
        }
        if (hiddenRoutes.writeReaches(write)) {
            inquiry.findings().hide();
        }
    }

    private void judgeCascade(Write write, CascadePath path) throws SQLException {
        GuardedTable table = path.guarded();
        try {
            if (write.currentOf()) {
                throw new NotAskable(Unreadable.CURRENT_ROW);
            }
            dependencies.check(statement, path);
            ChangedRows rows = new ChangedRows(
                    inquiry, statement, table, ReachedSecrets.allOf(table), List.of(), WriteOperation.CASCADE);
            RowIdentities identities = inquiry.knowledge().identities(table);
            inquiry.findings().kept().cascades(table);
            new CascadeLook(statement, write, path).run(inquiry.questions(), identities, rows::visit);
            rows.finish();
        } catch (NotAskable unanalysable) {
            inquiry.findings().hide();
        }
    }

    /** For the statements that are sent after it. */
    private void noteFor(StatementReading reading) throws SQLException {
        dependencies.note(reading);
        if (reading.executesWrites()) {
            for (Write write : reading.writes()) {
                names.resolve(write.target()).ifPresent(table -> dependencies.note(reading, write, table));
            }
        }
    }

    private void judge(Write write, GuardedTable table) throws SQLException {
        try {
            dependencies.check(statement, write, table);
            if (hiddenRoutes.mayBeReplaced(write, table) && !table.isArchived()) {
                performAside(write, table);
            } else {
                perform(write, table);
            }
        } catch (NotAskable unanalysable) {
            inquiry.findings().hide();
        }
    }

    /** What is lost only running it shows; values and stale clears are judged by what the text asks for. */
    private void performAside(Write write, GuardedTable table) throws SQLException {
        Inquiry aside = inquiry.aside();
        new StatementJudge(aside, names, dependencies, statement).perform(write, table);
        for (Violation violation : aside.findings().violations()) {
            if (violation.rule() != Rule.MASS_INVALIDATION) {
                inquiry.findings().add(violation);
            }
        }
        inquiry.findings().touchedAs(aside.findings());
        inquiry.findings().hide();
    }

    private void perform(Write write, GuardedTable table) throws SQLException {
        switch (write.operation()) {
            case UPDATE -> new UpdateJudge(inquiry, statement, write, table).judge();
            case INSERT -> new InsertJudge(inquiry, statement, write, table).judge();
            case DELETE -> delete(write, table);
            case TRUNCATE ->
                new DefinitionJudge(inquiry, statement, table).remove(table.secrets(), WriteOperation.TRUNCATE);
            case MERGE_UPDATE, MERGE_DELETE, MERGE_INSERT ->
                performAs(MergeStatements.of(statement, write, table), 0, table);
            default -> throw new NotAskable("its rows come from elsewhere");
        }
    }

    /** Judges the write by another statement that writes the same. */
    private void performAs(SubmittedStatement other, int write, GuardedTable table) throws SQLException {
        if (!other.reading().readable()) {
            throw new NotAskable(other.reading().problem());
        }
        new StatementJudge(inquiry, names, dependencies, other)
                .perform(other.reading().writes().get(write), table);
    }

    private void delete(Write write, GuardedTable table) throws SQLException {
        if (write.currentOf()) {
            throw new NotAskable(Unreadable.CURRENT_ROW);
        }
        RowIdentities identities = inquiry.knowledge().identities(table);
        List<KeyedHash> namedRows = NamedRows.of(statement, write, table, identities);
        ChangedRows rows = new ChangedRows(
                inquiry, statement, table, ReachedSecrets.allOf(table), write.compared(), WriteOperation.DELETE);
        rows.begin(statement, write);
        inquiry.looks().ask(statement, entries -> DeleteLook.ofDelete(entries, write, table, identities), rows, () -> {
            rows.finish();
            inquiry.findings().matched().add(table, table.secrets(), WriteOperation.DELETE, rows.matched());
        });
        inquiry.findings().touched(table, namedRows);
    }

    private void judge(TableChange change, GuardedTable table) throws SQLException {
        try {
            new DefinitionJudge(inquiry, statement, table).judge(change);
        } catch (NotAskable unanalysable) {
            refuse(table, unanalysable.getMessage());
        }
    }

    private void refuseEveryGuardedName(StatementReading reading, String reason) throws SQLException {
        for (GuardedTable table : GuardedNames.mentionedBy(reading, names)) {
            refuse(table, reason);
        }
    }

    private void refuse(GuardedTable table, String reason) {
        inquiry.findings()
                .add(UnanalysableWriteRule.judge(
                        Unreadable.context(table, statement.reading().kind()), reason));
    }
}
