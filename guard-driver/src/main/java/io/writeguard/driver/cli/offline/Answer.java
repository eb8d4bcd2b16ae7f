package io.writeguard.driver.cli.offline;

import io.writeguard.rules.Rule;
import java.util.Locale;

/**
 * What is said of a text as a whole.
 *
 * @param rule the first that is broken, or would be if there are many rows; null for none
 */
public record Answer(Depth depth, Outcome outcome, Rule rule) {

    /** What becomes of a text. The later ones outdo the earlier ones. */
    public enum Outcome {
        ALLOWED,
        /** Sent and reported. */
        WARNED,
        /** Values or rows that are not known here decide. */
        UNDECIDED,
        REJECTED;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
