package io.writeguard.driver.event;

import io.writeguard.rules.check.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes events to the log and hands them to the listeners. Thread-safe if the listeners are. */
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger("io.writeguard");

    private final Clock clock;
    private final List<EventListener> listeners = new ArrayList<>();
    private final EventLog log = new EventLog();
    private final Warnings warnings = new Warnings();
    private final boolean heard;

    public Events(Clock clock, List<? extends EventListener> listeners) {
        this.clock = clock;
        this.heard = !listeners.isEmpty();
        this.listeners.add(log);
        this.listeners.add(warnings);
        this.listeners.addAll(listeners);
    }

    public void raise(GuardEvent.Kind kind, String text) {
        raise(kind, null, null, text);
    }

    /**
     * @param violation null where it is about no write
     * @param statement without its literals; null where it is about none
     */
    public void raise(GuardEvent.Kind kind, Violation violation, String statement, String text) {
        GuardEvent event = new GuardEvent(kind, clock.instant(), violation, statement, text);
        tell(listener -> listener.onEvent(event));
    }

    /** What went through with a warning so far. */
    public WarningSummary warnings() {
        return warnings.summary();
    }

    /** Writes that to the log, unless nothing has come since it was last written. */
    public void reportWarnings() {
        warnings.report();
    }

    /** What is to be done once nothing more comes; does not lead to the listeners. */
    public Runnable ending() {
        return ending(log, warnings);
    }

    private static Runnable ending(EventLog log, Warnings warnings) {
        return () -> {
            warnings.forgetAtEnd();
            log.close();
            warnings.report();
        };
    }

    /** Whether anybody but the log hears what is judged; else it need not be timed. */
    public boolean heard() {
        return heard;
    }

    public void judged(Judged judged) {
        tell(listener -> listener.onJudged(judged));
    }

    private void tell(Consumer<EventListener> call) {
        for (EventListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException failure) {
                LOG.error("a listener failed: {}", listener.getClass().getName(), failure);
            }
        }
    }
}
