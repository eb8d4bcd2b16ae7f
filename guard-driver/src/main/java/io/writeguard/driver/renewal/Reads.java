package io.writeguard.driver.renewal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.row.RowIdentity;
import java.time.Duration;

/** Which thread has read which row by its key, and when in the order of commits. Thread-safe. */
public final class Reads {

    private static final int REMEMBERED = 200_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    private record ThreadAndRow(long thread, KeyedHash row) {}

    private final Cache<ThreadAndRow, Long> sequences = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    /**
     * @param sequence {@link Renewals#now()} from before the read was sent
     */
    public void read(KeyedHash row, long sequence) {
        sequences.put(new ThreadAndRow(thread(), row), sequence);
    }

    /** Whether this thread has read the row since the renewal was committed. */
    public boolean hasSeen(RowIdentity row, Renewal renewal) {
        for (KeyedHash key : row.keys()) {
            Long sequence = sequences.getIfPresent(new ThreadAndRow(thread(), key));
            if (sequence != null && renewal.author().seenBy(sequence)) {
                return true;
            }
        }
        return false;
    }

    private static long thread() {
        return Thread.currentThread().getId();
    }
}
