package io.writeguard.driver.event;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * Lets the first of many like lines through and, as long as more come, says how many once an interval. Thread-safe.
 *
 * @param <S> what makes lines alike
 */
final class RepeatedLines<S> {

    /** Lines that came, and how to tell of those that were held back. */
    private record Held(long times, LongConsumer summary) {
        Held oneMore(Held next) {
            return new Held(times + next.times, summary);
        }
    }

    private final ConcurrentMap<S, Held> seen = new ConcurrentHashMap<>();
    private final Executor afterInterval;
    private volatile boolean closed;

    /**
     * @param afterInterval runs a task when an interval has passed
     */
    RepeatedLines(Executor afterInterval) {
        this.afterInterval = afterInterval;
    }

    /**
     * @param line writes the line
     * @param summary writes how many more there were
     */
    void tell(S subject, Runnable line, LongConsumer summary) {
        if (closed) {
            line.run();
        } else if (seen.merge(subject, new Held(1, summary), Held::oneMore).times() == 1) {
            line.run();
            afterInterval.execute(() -> sumUp(subject));
        }
    }

    /** Says at once how many more there were, and holds no line back from now on. */
    void close() {
        closed = true;
        seen.keySet().forEach(subject -> {
            Held held = seen.remove(subject);
            if (held != null && held.times() > 1) {
                held.summary().accept(held.times() - 1);
            }
        });
    }

    /** Keeps holding lines back while more come, so that a long storm is one line an interval. */
    private void sumUp(S subject) {
        Held more = seen.computeIfPresent(subject, (same, held) -> held.times() == 1 ? null : held);
        Held all = more == null ? null : seen.replace(subject, new Held(1, more.summary()));
        if (all != null) {
            all.summary().accept(all.times() - 1);
            afterInterval.execute(() -> sumUp(subject));
        }
    }
}
