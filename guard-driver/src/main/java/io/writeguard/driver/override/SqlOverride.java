package io.writeguard.driver.override;

import io.writeguard.rules.Rule;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An override that SQL has set, until its transaction ends.
 *
 * @param reason why, in the words of who set it; not blank
 * @param rules those that it names; empty for all but those that judge values
 */
public record SqlOverride(String reason, Set<Rule> rules) {

    /**
     * Reads the value of {@code writeguard.override}: a reason, or the ids of rules with a comma between them, a colon and a
     * reason. Empty where there is no reason.
     */
    static Optional<SqlOverride> of(String value) {
        int colon = value.indexOf(':');
        Set<Rule> named = colon < 0 ? Set.of() : rules(value.substring(0, colon));
        String reason = named.isEmpty() ? value : value.substring(colon + 1);
        return reason.isBlank() ? Optional.empty() : Optional.of(new SqlOverride(reason.strip(), named));
    }

    public boolean permits(Rule rule) {
        return rules.isEmpty() ? !rule.judgesValues() : rules.contains(rule);
    }

    /** Empty unless every one of the ids is one: what stands before the colon then belongs to the reason. */
    private static Set<Rule> rules(String ids) {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (String id : ids.split(",", -1)) {
            Optional<Rule> rule = Rule.byId(id.strip().toLowerCase(Locale.ROOT));
            if (rule.isEmpty()) {
                return Set.of();
            }
            rules.add(rule.get());
        }
        return rules;
    }
}
