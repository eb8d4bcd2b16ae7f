package io.writeguard.driver.budget;

import io.writeguard.driver.schema.GuardedTable;
import java.time.Clock;
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
}
