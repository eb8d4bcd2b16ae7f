package io.writeguard.driver.budget;

import io.writeguard.driver.schema.GuardedTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The ledgers of one database under one rules file. Thread-safe. */
public final class Budget {

    private record ColumnKey(long table, String column) {}

    private final ConcurrentMap<ColumnKey, Ledger> ledgers = new ConcurrentHashMap<>();
    private final Clock clock;

    public Budget(Clock clock) {
        this.clock = clock;
    }

    public Ledger ledger(GuardedTable table, String column) {
        return ledgers.computeIfAbsent(
                new ColumnKey(table.counted().oid(), column),
                key -> new Ledger(
                        new LedgerName(table.counted().name().toString(), column),
                        table.rules().massInvalidation(),
                        clock));
    }

    /** A transaction that was prepared under this id has been committed or rolled back. */
    public void endPrepared(String id) {
        ledgers.values().forEach(ledger -> ledger.endPrepared(id));
    }

    /** Those of every column that was written so far, by name. */
    public List<BudgetStatus> status() {
        return ledgers.values().stream()
                .map(Ledger::status)
                .sorted(Comparator.comparing(BudgetStatus::table).thenComparing(BudgetStatus::column))
                .toList();
    }

    /** Whether nothing is left that a later verdict would go by. */
    public boolean isEmpty() {
        return ledgers.values().stream().allMatch(Ledger::isEmpty);
    }

    /** Forgets the losses of the window; returns what they were, of every column that had some. */
    public List<BudgetStatus> reset() {
        List<BudgetStatus> forgotten = new ArrayList<>();
        for (Ledger ledger : ledgers.values()) {
            BudgetStatus before = ledger.status();
            ledger.reset();
            if (before.lost() > 0 || before.full()) {
                forgotten.add(before);
            }
        }
        return forgotten;
    }
}
