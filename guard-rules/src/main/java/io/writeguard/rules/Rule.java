package io.writeguard.rules;

import java.util.Arrays;
import java.util.Optional;

/** The rules of the guard, in the order in which a rejection names them. */
public enum Rule {
    EMPTY_SECRET("empty-secret"),
    PLACEHOLDER_SECRET("placeholder-secret"),
    MALFORMED_SECRET("malformed-secret"),
    STALE_CLEAR("stale-clear"),
    MASS_INVALIDATION("mass-invalidation"),
    DESTRUCTIVE_DDL("destructive-ddl"),
    UNANALYSABLE_WRITE("unanalysable-write");

    private final String id;

    Rule(String id) {
        this.id = id;
    }

    /** The name used in the rules file, messages, events and documentation, for example {@code empty-secret}. */
    public String id() {
        return id;
    }

    /** Whether the rule judges the value that is written, not how many are lost: an override must name it. */
    public boolean judgesValues() {
        return compareTo(MALFORMED_SECRET) <= 0;
    }

    public static Optional<Rule> byId(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }
}
