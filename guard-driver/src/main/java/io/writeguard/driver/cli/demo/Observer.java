package io.writeguard.driver.cli.demo;

import java.sql.SQLException;
import java.util.function.LongConsumer;

/** Counts the dangerous statements of a run, and keeps the first that was stopped. Thread-safe. */
final class Observer {

    private final LongConsumer progress;
    private long sent;
    private long stoppedAt;
    private long stopped;
    private SQLException firstError;

    /** @param progress gets the number of each statement, from 1 */
    Observer(LongConsumer progress) {
        this.progress = progress;
    }

    synchronized void sending() {
        sent++;
        progress.accept(sent);
    }

    /** The statement announced last did not come through. */
    synchronized void stopped(SQLException error) {
        stopped++;
        if (firstError == null) {
            firstError = error;
            stoppedAt = sent;
        }
    }

    synchronized Outcome outcome(long liveBefore, long liveAfter) {
        return new Outcome(liveBefore, liveAfter, stoppedAt, stopped, firstError);
    }
}
