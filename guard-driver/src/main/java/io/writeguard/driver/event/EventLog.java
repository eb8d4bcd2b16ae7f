package io.writeguard.driver.event;

import io.writeguard.driver.later.Later;
import io.writeguard.rules.Rule;
import io.writeguard.rules.TableName;
import io.writeguard.rules.check.Counts;
import io.writeguard.rules.check.Violation;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line an event, with key-value pairs, to the logger {@code io.writeguard.event.} and the event's kind. Of
 * lines about one rule and table the first is written, and once a minute how many came after it.
 */
final class EventLog implements EventListener {

    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final String LOGGERS = "io.writeguard.event.";

    private record Subject(GuardEvent.Kind kind, Rule rule, TableName table) {}

    private final ScheduledExecutorService timer = Later.timer("writeguard-log");
    private final RepeatedLines<Subject> repeated = new RepeatedLines<>(this::later);

    @Override
    public void onEvent(GuardEvent event) {
        Violation violation = event.violation();
        if (violation == null) {
            write(event);
        } else {
            repeated.tell(
                    new Subject(event.kind(), violation.rule(), violation.table()),
                    () -> write(event),
                    times -> summarise(event, times));
        }
    }

    /** Writes what was held back, and holds back nothing from now on. */
    void close() {
        timer.shutdownNow();
        repeated.close();
    }

    private static void write(GuardEvent event) {
        line(event).log("{}: {}", event.kind().id(), firstLine(event.text()));
        logger(event).debug(event.text());
    }

    private static void summarise(GuardEvent first, long times) {
        line(first)
                .addKeyValue("writeguard.repeated", times)
                .log(
                        "{}: {} on {}, {} more times in the last {} s",
                        first.kind().id(),
                        first.violation().rule().id(),
                        first.violation().table(),
                        times,
                        INTERVAL.toSeconds());
    }

    /** The names are those of OpenTelemetry's conventions where there are some. */
    private static LoggingEventBuilder line(GuardEvent event) {
        LoggingEventBuilder line = logger(event)
                .atLevel(Level.WARN)
                .addKeyValue("event.name", "writeguard." + event.kind().id());
        Violation violation = event.violation();
        if (violation != null) {
            line = line.addKeyValue("writeguard.rule", violation.rule().id())
                    .addKeyValue("db.collection.name", String.valueOf(violation.table()));
            if (violation.column() != null) {
                line = line.addKeyValue("writeguard.column", violation.column());
            }
            Counts counts = violation.counts();
            if (counts != null) {
                line = line.addKeyValue("writeguard.rows.lost", counts.lost())
                        .addKeyValue("writeguard.rows.in_window", counts.inWindow())
                        .addKeyValue("writeguard.rows.live", counts.liveBefore());
            }
        }
        return event.statement() == null ? line : line.addKeyValue("db.query.text", event.statement());
    }

    private static Logger logger(GuardEvent event) {
        return LoggerFactory.getLogger(LOGGERS + event.kind().id());
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private void later(Runnable task) {
        var unused = timer.schedule(task, INTERVAL.toSeconds(), TimeUnit.SECONDS);
    }
}
