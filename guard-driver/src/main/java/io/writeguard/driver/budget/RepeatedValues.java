package io.writeguard.driver.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.writeguard.driver.row.KeyedHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The first row that each value was written to, so that a second is noticed ({@code on-repeat}). Remembers the last
 * 100,000 values of the window. Thread-safe.
 */
public final class RepeatedValues {

    private static final int REMEMBERED = 100_000;

    private record Writing(KeyedHash row, Instant at) {}

    private final Cache<KeyedHash, Writing> firstRows = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(REMEMBERED)
            .build();
    private final Duration window;
    private final Clock clock;

    RepeatedValues(Duration window, Clock clock) {
        this.window = window;
        this.clock = clock;
    }

    /** The row that the value was first written to in the window; null where it is new. */
    public KeyedHash firstRow(KeyedHash value) {
        Writing first = firstRows.getIfPresent(value);
        return first != null && first.at().isAfter(clock.instant().minus(window)) ? first.row() : null;
    }

    /** Whether the value was new; only then it is remembered, and {@link #forget} takes it back. */
    public boolean remember(KeyedHash value, KeyedHash row) {
        if (firstRow(value) != null) {
            return false;
        }
        firstRows.put(value, new Writing(row, clock.instant()));
        return true;
    }

    boolean isEmpty() {
        return firstRows.asMap().keySet().stream().allMatch(value -> firstRow(value) == null);
    }

    public void forget(KeyedHash value) {
        firstRows.invalidate(value);
    }
}
