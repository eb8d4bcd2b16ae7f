package io.writeguard.driver.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.writeguard.driver.GuardListener;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.event.Judged;
import io.writeguard.rules.check.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Counts what a guard does: {@code writeguard.verdicts}, a timer of submissions that concern guarded tables, by verdict and
 * depth; {@code writeguard.events}, a counter by kind, rule and table; and {@code writeguard.window.rows}, gauges of the
 * distinct rows in the window of each secret column, lost for good or reserved by open transactions. Thread-safe. Tags are
 * names of tables and columns, and never come from data.
 */
public final class GuardMetrics implements GuardListener {

    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final WindowGauges windows;

    /** Without gauges of windows. */
    public GuardMetrics(MeterRegistry registry) {
        this(registry, List::of);
    }

    /**
     * @param guards whose windows are to be seen; asked whenever a meter is written or read. Guards with equal rules that
     *     share a database share its windows: name one of them
     */
    public GuardMetrics(MeterRegistry registry, Supplier<? extends Collection<WriteGuard>> guards) {
        this.registry = registry;
        this.windows = new WindowGauges(
                registry,
                () -> guards.get().stream()
                        .flatMap(guard -> guard.budgets().stream())
                        .toList());
    }

    @Override
    public void onEvent(GuardEvent event) {
        Violation violation = event.violation();
        registry.counter(
                        "writeguard.events",
                        Tags.of(
                                Tag.of("kind", event.kind().id()),
                                Tag.of(
                                        "rule",
                                        violation == null
                                                ? NONE
                                                : violation.rule().id()),
                                Tag.of(
                                        "db.collection.name",
                                        violation == null || violation.table() == null
                                                ? NONE
                                                : violation.table().toString())))
                .increment();
        windows.registerNew();
    }

    @Override
    public void onJudged(Judged judged) {
        registry.timer(
                        "writeguard.verdicts",
                        Tags.of(Tag.of("verdict", lower(judged.outcome())), Tag.of("depth", lower(judged.depth()))))
                .record(judged.took());
        if (judged.depth() != Judged.Depth.STATIC) {
            windows.registerNew();
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
