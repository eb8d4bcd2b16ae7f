package io.writeguard.driver.override;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.rules.Rule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** The overrides that are open, each on its own thread. Thread-safe. */
public final class Overrides {

    private final ThreadLocal<Deque<Open>> open = ThreadLocal.withInitial(ArrayDeque::new);
    private final Clock clock;
    private final Events events;

    @SuppressWarnings("unused") // held, not read
    private final Object guard;

    /**
     * @param guard what they belong to; stays reachable as long as one is open, so that the next connection finds it
     */
    public Overrides(Clock clock, Events events, Object guard) {
        this.clock = clock;
        this.events = events;
        this.guard = guard;
    }

    private final class Open implements GuardOverride {
        private final String reason;
        private final Instant end;
        private final Set<Rule> rules;

        Open(String reason, Instant end, Set<Rule> rules) {
            this.reason = reason;
            this.end = end;
            this.rules = rules;
        }

        boolean permits(Rule rule) {
            return clock.instant().isBefore(end) && (rules.isEmpty() ? !rule.judgesValues() : rules.contains(rule));
        }

        @Override
        public void close() {
            if (open.get().remove(this)) {
                events.raise(GuardEvent.Kind.OVERRIDE_CLOSED, "override closed: " + reason);
            }
            if (open.get().isEmpty()) {
                open.remove();
            }
        }
    }

    /**
     * Permits, on this thread, what the named rules refuse; without names everything but poisoned values. Nested ones add
     * up, each for its own time.
     *
     * @throws IllegalArgumentException for a blank reason or a duration that is not positive
     */
    public GuardOverride open(String reason, Duration duration, Rule... rules) {
        if (reason == null || reason.isBlank()) {
            throw new IllegalArgumentException("an override needs a reason");
        }
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("an override needs a positive duration, found " + duration);
        }
        Set<Rule> named = EnumSet.noneOf(Rule.class);
        named.addAll(Set.of(rules));
        Open override = new Open(reason, clock.instant().plus(duration), named);
        open.get().push(override);
        events.raise(
                GuardEvent.Kind.OVERRIDE_OPENED,
                "override opened for " + duration + " of " + (named.isEmpty() ? "all counting rules" : named) + ": "
                        + reason);
        return override;
    }

    /** The reason of the innermost open override that permits what the rule refuses. */
    public Optional<String> reasonFor(Rule rule) {
        Deque<Open> opened = open.get();
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        Iterator<Open> innermostFirst = opened.iterator();
        while (innermostFirst.hasNext()) {
            Open override = innermostFirst.next();
            if (override.permits(rule)) {
                return Optional.of(override.reason);
            }
        }
        return Optional.empty();
    }
}
