package io.writeguard.driver.junit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Runs as another clock does, and jumps between tests; equal to itself alone, so that no budget is shared. */
final class TestClock extends Clock {

    /** Longer than a window can sensibly be. */
    private static final Duration JUMP = Duration.ofDays(3660);

    private final Clock base;
    private volatile Duration ahead = Duration.ZERO;

    TestClock(Clock base) {
        this.base = base;
    }

    void skipWindows() {
        ahead = ahead.plus(JUMP);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the guard needs instants alone");
    }
}
