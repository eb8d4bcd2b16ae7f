package io.writeguard.rules.check;

import java.util.List;

/** What the guard says of a statement. */
public sealed interface Verdict {

    Verdict ALLOWED = new Allowed();

    /** Nothing against it. */
    record Allowed() implements Verdict {}

    /**
     * It goes through and is reported: {@code action: warn}.
     *
     * @param violations at least one, in the order of {@link io.writeguard.rules.Rule}
     */
    record Warned(List<Violation> violations) implements Verdict {
        public Warned {
            violations = List.copyOf(violations);
        }
    }

    /**
     * It is not sent.
     *
     * @param violations at least one, in the order of {@link io.writeguard.rules.Rule}
     */
    record Rejected(List<Violation> violations) implements Verdict {
        public Rejected {
            violations = List.copyOf(violations);
        }
    }
}
