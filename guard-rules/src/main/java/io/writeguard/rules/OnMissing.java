package io.writeguard.rules;

/** What happens where a table of the rules file does not exist. */
public enum OnMissing {
    /** There is no connection. */
    FAIL,
    /** It is guarded from the moment it appears. */
    WAIT
}
