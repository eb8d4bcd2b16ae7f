package io.writeguard.driver.renewal;

import java.time.Duration;
import java.time.Instant;

/** A transaction that writes secrets. Open until it is told how it ended. Thread-safe. */
public final class Author {

    private record End(long sequence, Instant at) {}

    private volatile End committed;

    /** Whether the transaction is open: nobody but itself has been able to see what it wrote. */
    boolean open() {
        return committed == null;
    }

    boolean committedBefore(Instant moment) {
        End end = committed;
        return end != null && end.at().isBefore(moment);
    }

    /** Whether a read that was sent at this point of {@link Renewals#now()} saw what the transaction wrote. */
    boolean seenBy(long readSequence) {
        End end = committed;
        return end != null && end.sequence() <= readSequence;
    }

    /** How long ago the transaction committed; null while it is open. */
    public Duration sinceCommit(Instant now) {
        End end = committed;
        return end == null ? null : Duration.between(end.at(), now);
    }

    void commit(long sequence, Instant at) {
        committed = new End(sequence, at);
    }
}
