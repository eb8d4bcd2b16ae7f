package io.writeguard.driver.budget;

import io.writeguard.driver.row.KeyedHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The first row that each value was written to, so that a second is noticed ({@code on-repeat}). Remembers the last
 * 100,000 values of the window. Thread-safe.
 */
public final class RepeatedValues {

    private static final int REMEMBERED = 100_000;

    private record Writing(KeyedHash row, Instant at) {}

    /** Oldest first. */
    private final Map<KeyedHash, Writing> firstRows = new LinkedHashMap<>();

    private final Duration window;
    private final Clock clock;

    RepeatedValues(Duration window, Clock clock) {
        this.window = window;
        this.clock = clock;
    }

    /** The row that the value was first written to in the window; null where it is new. */
    public synchronized KeyedHash firstRow(KeyedHash value) {
        Writing first = firstRows.get(value);
        return first != null && isInWindow(first, clock.instant()) ? first.row() : null;
    }

    /** Whether the value was new; only then it is remembered, and {@link #forget} takes it back. */
    public synchronized boolean remember(KeyedHash value, KeyedHash row) {
        Instant now = clock.instant();
        Writing before = firstRows.get(value);
        if (before != null && isInWindow(before, now)) {
            return false;
        }
        firstRows.remove(value);
        firstRows.put(value, new Writing(row, now));
        forgetOldest(now);
        return true;
    }

    private void forgetOldest(Instant now) {
        Iterator<Writing> oldestFirst = firstRows.values().iterator();
        while (oldestFirst.hasNext()) {
            Writing oldest = oldestFirst.next();
            if (firstRows.size() <= REMEMBERED && isInWindow(oldest, now)) {
                return;
            }
            oldestFirst.remove();
        }
    }

    private boolean isInWindow(Writing writing, Instant now) {
        return writing.at().isAfter(now.minus(window));
    }

    synchronized boolean isEmpty() {
        forgetOldest(clock.instant());
        return firstRows.isEmpty();
    }

    public synchronized void forget(KeyedHash value) {
        firstRows.remove(value);
    }
}
