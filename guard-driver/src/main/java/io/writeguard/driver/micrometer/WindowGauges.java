package io.writeguard.driver.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.writeguard.driver.budget.BudgetStatus;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The gauges of the windows, each made once its column was first written. Thread-safe. */
final class WindowGauges {

    private record Column(String table, String column) {
        static Column of(BudgetStatus window) {
            return new Column(window.table(), window.column());
        }
    }

    private final MeterRegistry registry;
    private final Supplier<? extends Collection<BudgetStatus>> windows;
    private final Set<Column> registered = ConcurrentHashMap.newKeySet();

    WindowGauges(MeterRegistry registry, Supplier<? extends Collection<BudgetStatus>> windows) {
        this.registry = registry;
        this.windows = windows;
    }

    void registerNew() {
        for (BudgetStatus window : windows.get()) {
            Column column = Column.of(window);
            if (registered.add(column)) {
                register(column, "lost", BudgetStatus::lost);
                register(column, "reserved", BudgetStatus::reserved);
            }
        }
    }

    private void register(Column column, String state, ToLongFunction<BudgetStatus> rows) {
        Gauge.builder("writeguard.window.rows", () -> sum(column, rows))
                .baseUnit("rows")
                .tag("db.collection.name", column.table())
                .tag("column", column.column())
                .tag("state", state)
                .register(registry);
    }

    private double sum(Column column, ToLongFunction<BudgetStatus> rows) {
        return windows.get().stream()
                .filter(window -> Column.of(window).equals(column))
                .mapToLong(rows)
                .sum();
    }
}
