package io.writeguard.driver.junit;

import io.writeguard.rules.Rule;
import io.writeguard.rules.check.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** What a failed test says. */
final class JunitWording {

    static final String NO_DATA_SOURCE =
            "this extension listens to a guard that others make:" + " WriteGuardExtension.over(…) makes one of its own";

    private JunitWording() {}

    static String refused(List<Violation> violations) {
        return "Write Guard refused what the test did not expect; where it should, call assertRefused(…):\n"
                + messages(violations);
    }

    static String notRefused(Rule rule, String table, List<Violation> violations) {
        return "expected Write Guard to refuse a write by " + rule.id() + " on " + table + ", and it refused "
                + (violations.isEmpty() ? "nothing" : "only:\n" + messages(violations));
    }

    private static String messages(List<Violation> violations) {
        return violations.stream().map(Violation::message).collect(Collectors.joining("\n\n"));
    }
}
