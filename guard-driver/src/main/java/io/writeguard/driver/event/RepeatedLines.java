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

    private final ConcurrentMap<S, Long> seen = new ConcurrentHashMap<>();
    private final Executor afterInterval;

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
        if (seen.merge(subject, 1L, Long::sum) == 1) {
            line.run();
            afterInterval.execute(() -> sumUp(subject, summary));
        }
    }

    /** Keeps holding lines back while more come, so that a long storm is one line an interval. */
    private void sumUp(S subject, LongConsumer summary) {
        if (seen.remove(subject, 1L)) {
            return;
        }
        summary.accept(seen.put(subject, 1L) - 1);
        afterInterval.execute(() -> sumUp(subject, summary));
    }
}
