package io.writeguard.driver.archive;

import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.rules.check.Violation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts by the minute what was refused, warned of and let through by an override, and writes it to {@code
 * writeguard.history}, once a minute at most and when a connection is closed, on a connection of the guard's own. What
 * can't be written is tried again the next time. Thread-safe.
 */
public final class ArchiveHistory {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveHistory.class);
    private static final Duration WRITE_AFTER = Duration.ofMinutes(1);

    /** Of counts that wait to be written; beyond that the newest are left out. */
    private static final int MOST_WAITING = 1000;

    private static final String INSERT = """
            INSERT INTO writeguard.history (minute, kind, rule, guarded, secret, reason, times, kept_until)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** @param reason of the override; null without one */
    private record Entry(Instant minute, String kind, String rule, String table, String secret, String reason) {}

    private final Duration keep;
    private final Clock clock = Clock.systemUTC();
    private final Map<Entry, Long> waiting = new HashMap<>();
    private long writtenAt;
    private boolean written;

    /** @param keep for how long; null for writing nothing at all */
    ArchiveHistory(Duration keep) {
        this.keep = keep;
    }

    /** @param reason of the override; null without one */
    public void note(GuardEvent.Kind kind, Violation violation, String reason, OwnConnections beside) {
        if (keep == null) {
            return;
        }
        Entry entry = new Entry(
                clock.instant().truncatedTo(ChronoUnit.MINUTES),
                kind.id(),
                violation.rule().id(),
                violation.table().toString(),
                violation.column(),
                reason);
        Map<Entry, Long> due = add(entry);
        if (!due.isEmpty() && !write(due, beside)) {
            putBack(due);
        }
    }

    /** Writes what waits for the next minute. */
    public void flush(OwnConnections beside) {
        Map<Entry, Long> due = takeAll();
        if (!due.isEmpty() && !write(due, beside)) {
            putBack(due);
        }
    }

    /** What is to be written now. */
    private synchronized Map<Entry, Long> add(Entry entry) {
        if (waiting.size() < MOST_WAITING || waiting.containsKey(entry)) {
            waiting.merge(entry, 1L, Long::sum);
        }
        long now = System.nanoTime();
        if (written && now - writtenAt < WRITE_AFTER.toNanos()) {
            return Map.of();
        }
        written = true;
        writtenAt = now;
        return takeAll();
    }

    private synchronized Map<Entry, Long> takeAll() {
        Map<Entry, Long> due = Map.copyOf(waiting);
        waiting.clear();
        return due;
    }

    private synchronized void putBack(Map<Entry, Long> due) {
        due.forEach((entry, times) -> waiting.merge(entry, times, Long::sum));
    }

    private boolean write(Map<Entry, Long> due, OwnConnections beside) {
        try (Connection connection = beside.open()) {
            if (connection == null) {
                return false;
            }
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (Map.Entry<Entry, Long> count : due.entrySet()) {
                    bind(insert, count.getKey(), count.getValue());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return true;
        } catch (SQLException failure) {
            LOG.debug("the history was not written (SQLState {})", failure.getSQLState());
            return false;
        }
    }

    private void bind(PreparedStatement insert, Entry entry, long times) throws SQLException {
        insert.setTimestamp(1, Timestamp.from(entry.minute()));
        List<String> texts = Arrays.asList(entry.kind(), entry.rule(), entry.table(), entry.secret(), entry.reason());
        for (int i = 0; i < texts.size(); i++) {
            insert.setString(i + 2, texts.get(i));
        }
        insert.setLong(7, times);
        insert.setTimestamp(8, Timestamp.from(entry.minute().plus(keep)));
    }
}
