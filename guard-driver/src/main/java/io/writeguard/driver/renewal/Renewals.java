package io.writeguard.driver.renewal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.row.RowIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The writes of secrets that may still make a clear stale, of one database under one rules file. Thread-safe.
 *
 * <p>A write is found again by the value that it left in the row, or, where that is not known, by the row.
 */
public final class Renewals {

    private static final int REMEMBERED = 500_000;
    private static final Duration LONGEST_TRANSACTION = Duration.ofHours(24);

    /** Row or value of one secret column. */
    private record Trace(long table, String column, KeyedHash rowOrValue) {}

    private final Cache<Trace, Renewal> renewals = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(REMEMBERED)
            .expireAfterWrite(LONGEST_TRANSACTION)
            .build();
    private final AtomicLong sequence = new AtomicLong();
    private final Clock clock;
    private volatile Instant lastCommit;

    public Renewals(Clock clock) {
        this.clock = clock;
    }

    /** The point that commits have reached; a read that is sent now sees everything up to it. */
    public long now() {
        return sequence.get();
    }

    /**
     * Registers a write, before it is sent: afterwards another session could read the new value first.
     *
     * @param rows by whatever unique key the statement names the row; empty where it names none
     * @return takes the write back, for one that fails or is rolled back
     */
    public Runnable written(long table, String column, Collection<KeyedHash> rows, Renewal renewal) {
        Map<Trace, Optional<Renewal>> replaced = new HashMap<>();
        for (KeyedHash row : rows) {
            put(new Trace(table, column, row), renewal, replaced);
        }
        if (renewal.value() != null) {
            put(new Trace(table, column, renewal.value()), renewal, replaced);
        }
        return () -> replaced.forEach((trace, before) -> renewals.asMap()
                .computeIfPresent(trace, (same, now) -> now.equals(renewal) ? before.orElse(null) : now));
    }

    private void put(Trace trace, Renewal renewal, Map<Trace, Optional<Renewal>> replaced) {
        replaced.put(trace, Optional.ofNullable(renewals.asMap().put(trace, renewal)));
    }

    /** Tells that the author's transaction has committed, once the server has said so. */
    public void committed(Author author) {
        Instant now = clock.instant();
        lastCommit = now;
        author.commit(sequence.incrementAndGet(), now);
    }

    /**
     * The writes that left the row as it is now, by another transaction, open or committed less than the given time ago.
     *
     * @param value the hash of the row's present value
     * @param within how long ago at most
     */
    public List<Renewal> of(long table, String column, RowIdentity row, KeyedHash value, Author self, Duration within) {
        List<Renewal> found = new ArrayList<>();
        Renewal byValue = renewals.getIfPresent(new Trace(table, column, value));
        if (byValue != null && matters(byValue, self, within)) {
            found.add(byValue);
        }
        for (KeyedHash key : row.keys()) {
            Renewal byRow = renewals.getIfPresent(new Trace(table, column, key));
            if (byRow != null && byRow.value() == null && matters(byRow, self, within)) {
                found.add(byRow);
            }
        }
        return found;
    }

    /** Whether no write was committed less than the given time ago. */
    public boolean quietFor(Duration time) {
        Instant last = lastCommit;
        return last == null || !last.isAfter(clock.instant().minus(time));
    }

    private boolean matters(Renewal renewal, Author self, Duration within) {
        return renewal.author() != self
                && !renewal.author().committedBefore(clock.instant().minus(within));
    }
}
