package io.writeguard.rules.check;

/** What a value is, looked at alone. */
public enum ValueState {
    GOOD,
    NULL,
    /** Empty or blank. */
    EMPTY,
    /** A redaction placeholder, from the catalogue or the rules file. */
    PLACEHOLDER,
    /** Breaks {@code format} or {@code min-length}. */
    MALFORMED
}
