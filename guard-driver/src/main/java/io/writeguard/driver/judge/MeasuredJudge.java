package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.Reservation;
import io.writeguard.driver.impact.ChangedRow;
import io.writeguard.driver.impact.LiveCount;
import io.writeguard.driver.impact.Measurement;
import io.writeguard.driver.impact.Measurement.Touched;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.Question;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.impact.SecretChange;
import io.writeguard.driver.impact.WrittenRows;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.SubmittedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges what a statement has done, after it has run and before it counts. */
final class MeasuredJudge {

    private static final String NO_OTHER_SESSION =
            "it empties or redefines a guarded table, or no second connection could be opened, so what it did to the"
                    + " secrets can't be measured";

    private static final String REDEFINED = "it takes away or renames what the rules file names";

    private static final String NOT_KEPT =
            "what it takes can't be kept (archive) where the guard stands around a pool and has no connection of its own";

    private final Inquiry inquiry;
    private final SubmittedStatement statement;
    private final Measurement measurement;

    MeasuredJudge(Inquiry inquiry, SubmittedStatement statement, Measurement measurement) {
        this.inquiry = inquiry;
        this.statement = statement;
        this.measurement = measurement;
    }

    /**
     * @throws NotAskable where it can't be found out what the statement did
     */
    void judge(List<Touched> touched) throws SQLException {
        if (touched.stream().anyMatch(Touched::redefined)) {
            throw new NotAskable(REDEFINED);
        }
        Map<Long, Long> deletedRows = new LinkedHashMap<>();
        for (Touched table : touched) {
            boolean truncated = table.deleted() == Long.MAX_VALUE;
            if (table.table().isArchived() && (table.updated() || table.deleted() > 0)) {
                requireOtherSession();
            }
            if (table.table().isArchived() && table.deleted() > 0 && !truncated) {
                keepDeleted(table.table());
            }
            if (table.written() && !truncated) {
                judgeWritten(table);
            }
            if (table.deleted() > 0) {
                deletedRows.merge(table.table().counted().oid(), table.deleted(), MeasuredJudge::sum);
            }
        }
        for (Touched table : touched) {
            Long deleted = deletedRows.remove(table.table().counted().oid());
            if (deleted != null) {
                judgeDeleted(table.table(), deleted);
            }
        }
        for (SecretLosses losses : inquiry.findings().losses()) {
            boolean noneLeft = losses.lost().size() > 1
                    && inquiry.questions().number(LiveCount.of(losses.table(), losses.secret(), 1)) == 0;
            if (noneLeft) {
                losses.takeLast();
            }
        }
    }

    private void judgeWritten(Touched touched) throws SQLException {
        GuardedTable table = touched.table();
        ChangedRows inserted = rows(table, WriteOperation.INSERT);
        ChangedRows changed = rows(table, WriteOperation.MEASURED);
        WrittenRows written = new WrittenRows(table, inquiry.knowledge().identities(table));
        Questions here = inquiry.questions();
        if (!table.hasKey() || measurement.knowsEarlierRows()) {
            WrittenRows.Earlier earlier = measurement.earlierRows(here, table);
            written.visit(here, earlier, measurement, touched.updated(), inserted::visit, changed::visit);
            return;
        }
        boolean asked = inquiry.liveRows()
                .beside(other -> written.visit(
                        here, written.seenBy(other), measurement, touched.updated(), inserted::visit, changed::visit));
        if (!asked) {
            throw new NotAskable(NO_OTHER_SESSION);
        }
        changed.finishStale();
    }

    /** As this transaction saw the rows before is not enough: another may have committed a newer value since. */
    private void requireOtherSession() {
        if (measurement.knowsEarlierRows()) {
            throw new NotAskable(NOT_KEPT);
        }
    }

    private void keepDeleted(GuardedTable table) throws SQLException {
        WrittenRows written = new WrittenRows(table, inquiry.knowledge().identities(table));
        List<KeptValues> kept = table.secrets().stream()
                .map(secret -> new KeptValues(inquiry, table, secret, WriteOperation.MEASURED))
                .toList();
        boolean asked = inquiry.liveRows()
                .beside(other -> written.visitDeleted(inquiry.questions(), other, row -> keep(kept, table, row)));
        if (!asked) {
            throw new NotAskable(NO_OTHER_SESSION);
        }
    }

    private static boolean keep(List<KeptValues> kept, GuardedTable table, ChangedRow row) {
        for (int i = 0; i < kept.size(); i++) {
            SecretChange change = row.secrets().get(i);
            if (row.acceptedBefore()
                    && change.heldBefore()
                    && ChangedSecret.present(table.secrets().get(i), change.before())) {
                kept.get(i).add(row);
            }
        }
        return true;
    }

    private ChangedRows rows(GuardedTable table, WriteOperation operation) {
        return new ChangedRows(inquiry, statement, table, ReachedSecrets.allOf(table), List.of(), operation);
    }

    /**
     * Which rows were deleted can't be seen any more, but how many live ones are missing: those that were there before and
     * are not now, less what is known of it already.
     */
    private void judgeDeleted(GuardedTable table, long deleted) throws SQLException {
        for (GuardedColumn secret : table.secrets()) {
            SecretLosses losses = inquiry.findings().losses(table, secret);
            Question all = LiveCount.of(table, secret, Long.MAX_VALUE);
            long known = losses.taken();
            long missing =
                    liveBefore(table, secret, losses, all) - inquiry.questions().number(all) - known;
            for (long i = 0; i < Math.min(missing, deleted); i++) {
                losses.lose(inquiry.knowledge().rowHasher().random(), WriteOperation.MEASURED);
            }
        }
    }

    private long liveBefore(GuardedTable table, GuardedColumn secret, SecretLosses losses, Question all)
            throws SQLException {
        if (measurement.knowsEarlierRows()) {
            return measurement.liveEarlier(inquiry.questions(), table, secret);
        }
        long[] others = new long[1];
        if (!inquiry.liveRows().beside(other -> others[0] = other.number(all))) {
            throw new NotAskable(NO_OTHER_SESSION);
        }
        Ledger ledger = losses.ledger();
        Reservation own = inquiry.transaction().reservation(ledger);
        return others[0] - (own == null ? 0 : ledger.takenBy(own));
    }

    private static long sum(long one, long other) {
        return one == Long.MAX_VALUE || other == Long.MAX_VALUE ? Long.MAX_VALUE : one + other;
    }
}
