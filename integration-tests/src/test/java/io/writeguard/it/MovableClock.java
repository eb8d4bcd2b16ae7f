package io.writeguard.it;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved. Thread-safe. */
public final class MovableClock extends Clock {

    private volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");

    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Another clock that always shows the same time. */
    public Clock another() {
        MovableClock shown = this;
        return new Clock() {

            @Override
            public Instant instant() {
                return shown.instant();
            }

            @Override
            public ZoneId getZone() {
                return shown.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
