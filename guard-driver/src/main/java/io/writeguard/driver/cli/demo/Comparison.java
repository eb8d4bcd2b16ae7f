package io.writeguard.driver.cli.demo;

import io.writeguard.driver.WriteRejectedException;
import java.io.PrintStream;
import java.util.Locale;

/** One incident without and with the guard, as it is printed. */
record Comparison(Incident incident, Outcome unguarded, Outcome guarded) {

    /** Whether there was damage without the guard, and the guard kept it within what its rules allow. */
    boolean held() {
        return unguarded.firstError() == null
                && unguarded.liveAfter() < incident.leastLeft()
                && guarded.refusal().isPresent()
                && guarded.liveAfter() >= incident.leastLeft();
    }

    void print(PrintStream out) {
        out.println();
        out.println(incident.title());
        out.println(incident.story());
        out.println();
        out.println(row("", "live", ""));
        out.println(row("", "secrets", "stopped at"));
        out.println(row("before", number(unguarded.liveBefore()), ""));
        out.println(row("after, without the guard", number(unguarded.liveAfter()), stoppedAt(unguarded)));
        out.println(row("after, with the guard", number(guarded.liveAfter()), stoppedAt(guarded)));
        out.println();
        out.print(message().indent(2));
    }

    private static String row(String what, String live, String stoppedAt) {
        return String.format(Locale.ROOT, "  %-26s %8s   %s", what, live, stoppedAt)
                .stripTrailing();
    }

    private String stoppedAt(Outcome outcome) {
        if (outcome.firstError() == null) {
            return "nowhere";
        }
        String first = "statement " + number(outcome.stoppedAt()) + " of " + number(incident.statements());
        String rule = outcome.refusal().map(WriteRejectedException::ruleId).orElse("an error that is no refusal");
        String more = outcome.stopped() > 1 ? ", and " + number(outcome.stopped() - 1) + " more" : "";
        return first + more + ": " + rule;
    }

    private String message() {
        return guarded.firstError() == null
                ? "The guard said nothing."
                : guarded.firstError().getMessage();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
