package io.writeguard.driver.event;

import io.writeguard.rules.Rule;
import io.writeguard.rules.TableName;
import io.writeguard.rules.check.Counts;
import io.writeguard.rules.check.Violation;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sums up what goes through with a warning; writes it to the log at the end of the JVM. Thread-safe. */
final class Warnings implements EventListener {

    private static final Logger LOG = LoggerFactory.getLogger("io.writeguard.warnings");

    /** Statements beyond are one entry of their rule and table. */
    private static final int MOST_STATEMENTS = 1000;

    private static final String OTHERS = "other statements";

    private record Key(Rule rule, TableName table, String statement) {}

    private record Seen(long times, long mostLost, double mostRatio, Instant first, Instant last) {
        Seen with(Seen next) {
            return new Seen(
                    times + next.times,
                    Math.max(mostLost, next.mostLost),
                    Math.max(mostRatio, next.mostRatio),
                    first,
                    next.last);
        }
    }

    private final Map<Key, Seen> seen = new LinkedHashMap<>();
    private Thread atEnd;
    private boolean closed;
    private boolean reported = true;

    @Override
    public void onEvent(GuardEvent event) {
        if (event.kind() == GuardEvent.Kind.WARNED) {
            add(event.violation(), event.statement() == null ? "COMMIT" : event.statement(), event.at());
        }
    }

    synchronized WarningSummary summary() {
        return new WarningSummary(seen.entrySet().stream()
                .map(entry -> entry(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(WarningSummary.Entry::times).reversed())
                .toList());
    }

    /** Writes a line for each kind of write, unless nothing has come since it did. */
    synchronized void report() {
        if (!reported) {
            reported = true;
            summary().entries().forEach(entry -> LOG.warn("would have been refused: {}", entry));
        }
    }

    /** Reports no more at the end of the JVM. */
    synchronized void forgetAtEnd() {
        closed = true;
        if (atEnd != null) {
            removeHook(atEnd);
            atEnd = null;
        }
    }

    private synchronized void add(Violation violation, String statement, Instant at) {
        Key key = new Key(violation.rule(), violation.table(), statement);
        if (seen.size() >= MOST_STATEMENTS && !seen.containsKey(key)) {
            key = new Key(violation.rule(), violation.table(), OTHERS);
        }
        seen.merge(key, once(violation.counts(), at), Seen::with);
        reported = false;
        if (atEnd == null && !closed) {
            atEnd = new Thread(this::report, "writeguard-warnings");
            reportAtEnd(atEnd);
        }
    }

    private static Seen once(Counts counts, Instant at) {
        if (counts == null) {
            return new Seen(1, 0, 0, at, at);
        }
        long lost = counts.lost() + counts.inWindow();
        long base = counts.liveBefore() + counts.inWindow();
        return new Seen(1, lost, base == 0 ? 0 : (double) lost / base, at, at);
    }

    private static WarningSummary.Entry entry(Key key, Seen seen) {
        return new WarningSummary.Entry(
                key.rule(),
                String.valueOf(key.table()),
                key.statement(),
                seen.times(),
                seen.mostLost(),
                seen.mostRatio(),
                seen.first(),
                seen.last());
    }

    private static void reportAtEnd(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            LOG.debug("the JVM is ending already");
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            LOG.debug("the JVM is ending already, and runs the hook itself");
        }
    }
}
