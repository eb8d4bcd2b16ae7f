package io.writeguard.driver.cli.audit;

import java.util.List;
import java.util.function.ToLongFunction;

/** A bar for each secret that says what part of its rows is in which state. */
final class StateChart {

    private record State(String style, String label, ToLongFunction<SecretCounts> count) {}

    private static final List<State> STATES = List.of(
            new State("good", "good", SecretCounts::good),
            new State("null", "NULL", SecretCounts::nulls),
            new State("empty", "empty", SecretCounts::empty),
            new State("placeholder", "placeholder", SecretCounts::placeholder),
            new State("malformed", "malformed", SecretCounts::malformed));

    private StateChart() {}

    static String legend() {
        return Markup.legend(
                STATES.stream().map(State::style).toList(),
                STATES.stream().map(State::label).toList());
    }

    static String of(List<SecretCounts> secrets) {
        Bars bars = new Bars();
        for (SecretCounts counts : secrets) {
            bars.line(counts.name(), AuditWording.rows(counts.rows()));
            double from = 0;
            double[] widths = widths(counts);
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > 0) {
                    State state = STATES.get(i);
                    String rows = AuditWording.rows(state.count().applyAsLong(counts));
                    bars.bar(state.style(), from, widths[i], state.label() + ": " + rows);
                    from += widths[i];
                }
            }
        }
        return bars.svg("What part of the rows of each secret is in which state");
    }

    /** In proportion, but for states of so few rows that they would not be seen. */
    private static double[] widths(SecretCounts counts) {
        double[] widths = new double[STATES.size()];
        double sum = 0;
        for (int i = 0; i < widths.length; i++) {
            long rows = STATES.get(i).count().applyAsLong(counts);
            widths[i] = rows == 0 ? 0 : Math.max(Bars.LEAST_SEEN, (double) Bars.WIDEST * rows / counts.rows());
            sum += widths[i];
        }
        for (int i = 0; i < widths.length; i++) {
            widths[i] = sum > Bars.WIDEST ? widths[i] * Bars.WIDEST / sum : widths[i];
        }
        return widths;
    }
}
