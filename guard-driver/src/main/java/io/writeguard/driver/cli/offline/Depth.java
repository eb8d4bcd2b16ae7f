package io.writeguard.driver.cli.offline;

import java.util.Locale;

/** How deep the guard goes to judge a statement, as in ARCHITECTURE.md. */
public enum Depth {
    /** Nothing guarded is named. */
    NONE,
    /** Text and bound values decide. */
    STATIC,
    /** The rows have to be looked at first. */
    IMPACT_QUERY,
    /** Only running it, inside a savepoint, shows what it does. */
    MEASURED_EXECUTION;

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
