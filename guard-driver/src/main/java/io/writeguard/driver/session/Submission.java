package io.writeguard.driver.session;

import io.writeguard.driver.statement.BoundValue;

/**
 * SQL text and the values bound to it, as they are about to be sent.
 *
 * @param text from {@link Session#read}
 * @param values by JDBC index: parameter n is at n - 1; null where the application set none. Empty for a plain Statement.
 *     The array is the caller's own copy
 */
public record Submission(SqlText text, BoundValue[] values) {

    private static final BoundValue[] NO_VALUES = {};

    /** Of text to which no values are bound. */
    public static Submission of(SqlText text) {
        return new Submission(text, NO_VALUES);
    }
}
