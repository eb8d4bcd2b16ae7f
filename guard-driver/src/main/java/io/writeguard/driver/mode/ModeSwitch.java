package io.writeguard.driver.mode;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mode that holds for one guard: looked up again once a second, when it is asked for. Thread-safe. */
public final class ModeSwitch {

    private static final Logger LOG = LoggerFactory.getLogger("io.writeguard");
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REMINDED_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Events events;
    private final Supplier<String> settings;
    private final LongSupplier nanoTime;
    private volatile Mode mode = Mode.ENFORCE;
    private volatile long readAt;
    private String setting = Mode.ENFORCE.toString();
    private long remindedAt;

    /** Follows the system property {@code writeguard.mode} and the environment variable {@code WRITEGUARD_MODE}. */
    public ModeSwitch(Events events) {
        this(events, ModeSetting::read, System::nanoTime);
    }

    ModeSwitch(Events events, Supplier<String> settings, LongSupplier nanoTime) {
        this.events = events;
        this.settings = settings;
        this.nanoTime = nanoTime;
        read(nanoTime.getAsLong());
    }

    public Mode current() {
        long now = nanoTime.getAsLong();
        if (now - readAt >= KEPT_NANOS) {
            readUnlessJustRead(now);
        }
        return mode;
    }

    private synchronized void readUnlessJustRead(long now) {
        if (now - readAt >= KEPT_NANOS) {
            read(now);
            ModeControl.stand();
        }
    }

    private synchronized void read(long now) {
        readAt = now;
        String found = settings.get();
        if (!found.equals(setting)) {
            setting = found;
            change(Mode.of(found));
            remindedAt = now;
        }
        if (mode == Mode.OFF && now - remindedAt >= REMINDED_NANOS) {
            remindedAt = now;
            LOG.warn("Write Guard is off: no write is judged, and none is counted");
        }
    }

    private void change(Optional<Mode> named) {
        if (named.isEmpty()) {
            // the text itself stays out: it may be anything
            events.raise(
                    GuardEvent.Kind.MODE_INVALID,
                    ModeSetting.PROPERTY + " names no mode: expected enforce, warn or off; enforce holds");
        }
        Mode before = mode;
        mode = named.orElse(Mode.ENFORCE);
        if (mode != before) {
            events.raise(GuardEvent.Kind.MODE_CHANGED, "the mode is " + mode + " now, it was " + before);
        }
    }
}
