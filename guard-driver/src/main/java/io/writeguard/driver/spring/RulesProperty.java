package io.writeguard.driver.spring;

import io.writeguard.driver.WriteGuard;
import java.util.Optional;
import org.springframework.core.env.Environment;

/** Where the application says that its rules are. */
final class RulesProperty {

    private static final String RULES = "writeguard.rules";
    private static final String ENABLED = "writeguard.enabled";

    private RulesProperty() {}

    /**
     * The rules file; empty where there is none and none is asked for.
     *
     * @throws IllegalArgumentException where it has problems
     * @throws IllegalStateException where {@code writeguard.enabled=true} asks for the guard and no rules file is found
     */
    static Optional<String> find(Environment environment) {
        Optional<String> rules =
                Optional.ofNullable(environment.getProperty(RULES)).or(WriteGuard::findRules);
        if (rules.isEmpty() && environment.containsProperty(ENABLED)) {
            throw new IllegalStateException(SpringWording.NO_RULES);
        }
        // a bad file ends the start here, and not at the first connection
        rules.ifPresent(location -> WriteGuard.builder().rules(location));
        return rules;
    }
}
