package io.writeguard.driver.event;

import io.writeguard.rules.check.Violation;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events to the log and hands them to the listeners. Thread-safe if the listeners are. */
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger("io.writeguard");

    private final Clock clock;
    private final List<Consumer<GuardEvent>> listeners;

    public Events(Clock clock, List<Consumer<GuardEvent>> listeners) {
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    public void raise(GuardEvent.Kind kind, String text) {
        tell(new GuardEvent(kind, clock.instant(), null, text));
    }

    public void raise(GuardEvent.Kind kind, Violation violation, String text) {
        tell(new GuardEvent(kind, clock.instant(), violation, text));
    }

    private void tell(GuardEvent event) {
        LOG.warn("{}: {}", event.kind(), event.text());
        for (Consumer<GuardEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException failure) {
                LOG.error("a listener failed on {}", event.kind(), failure);
            }
        }
    }
}
