package io.writeguard.driver.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.writeguard.driver.GuardListener;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.event.Judged;
import io.writeguard.rules.check.Violation;
import java.util.Locale;

/**
 * Counts what a guard does: {@code writeguard.verdicts}, a timer of submissions that concern guarded tables, by verdict and
 * depth; and {@code writeguard.events}, a counter by kind, rule and table. Thread-safe. Tags are names from the rules file
 * and never come from data.
 */
public final class GuardMetrics implements GuardListener {

    private static final String NONE = "none";

    private final MeterRegistry registry;

    public GuardMetrics(MeterRegistry registry) {
        this.registry = registry;
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
    }

    @Override
    public void onJudged(Judged judged) {
        registry.timer(
                        "writeguard.verdicts",
                        Tags.of(Tag.of("verdict", lower(judged.outcome())), Tag.of("depth", lower(judged.depth()))))
                .record(judged.took());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
