package io.writeguard.driver.renewal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.row.RowIdentity;
import java.time.Duration;
import java.time.Instant;

/** Which thread has read which row by its key, and when in the order of commits. Thread-safe. */
public final class Reads {

    private static final int REMEMBERED = 200_000;
    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    private record ThreadAndRow(long thread, KeyedHash row) {}

    private record Read(long sequence, Instant at) {}

    private final Cache<ThreadAndRow, Read> reads = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    /**
     * @param sequence {@link Renewals#now()} from before the read was sent
     * @param at when that was
     */
    public void read(KeyedHash row, long sequence, Instant at) {
        reads.put(new ThreadAndRow(thread(), row), new Read(sequence, at));
    }

    /** Whether this thread has read the row since the renewal was committed. */
    public boolean hasSeen(RowIdentity row, Renewal renewal) {
        for (KeyedHash key : row.keys()) {
            Read read = reads.getIfPresent(new ThreadAndRow(thread(), key));
            if (read != null && renewal.author().seenBy(read.sequence())) {
                return true;
            }
        }
        return false;
    }

    /** Whether this thread has read the row since then. */
    public boolean hasRead(RowIdentity row, Instant since) {
        return row.keys().stream()
                .map(key -> reads.getIfPresent(new ThreadAndRow(thread(), key)))
                .anyMatch(read -> read != null && !read.at().isBefore(since));
    }

    private static long thread() {
        return Thread.currentThread().getId();
    }
}
