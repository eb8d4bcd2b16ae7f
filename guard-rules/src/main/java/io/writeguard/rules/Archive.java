package io.writeguard.rules;

import java.time.Duration;

/**
 * What is kept of the secrets of a table before they are cleared or overwritten.
 *
 * @param keep for how long
 * @param key where the keys are that encrypt what is kept: {@code env:NAME}, {@code file:PATH}, or {@code none} for no
 *     encryption
 * @param maxRows values kept for the table; beyond that the oldest go
 */
public record Archive(Duration keep, String key, long maxRows) {

    /** The environment variable that holds the keys where the rules file names no other place. */
    public static final String STANDARD_KEY = "env:WRITEGUARD_ARCHIVE_KEY";

    public static final long STANDARD_MAX_ROWS = 1_000_000;

    private static final String NONE = "none";

    /** Whether values are kept as they are. */
    public boolean plain() {
        return key.equals(NONE);
    }
}
