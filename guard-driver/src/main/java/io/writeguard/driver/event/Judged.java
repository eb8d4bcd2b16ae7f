package io.writeguard.driver.event;

import java.time.Duration;

/**
 * A submission (a statement, a text of several, a batch) that concerns guarded tables has been judged.
 *
 * @param took the time that the guard spent on it, its questions to the database included
 */
public record Judged(Outcome outcome, Depth depth, Duration took) {

    /** The verdict. */
    public enum Outcome {
        ALLOWED,
        WARNED,
        REJECTED
    }

    /** What the verdict took; each includes those before it. */
    public enum Depth {
        /** Text, bound values and the catalog. */
        STATIC,
        /** Questions to the database before the statement was sent. */
        QUERY,
        /** The statement was run, and what it had done was looked at before it counted. */
        MEASURED
    }
}
