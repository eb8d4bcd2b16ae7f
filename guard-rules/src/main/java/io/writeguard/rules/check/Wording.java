package io.writeguard.rules.check;

import io.writeguard.rules.Location;
import io.writeguard.rules.MassInvalidation;
import io.writeguard.rules.Rule;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.StaleClear;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Every sentence that a user reads about a refused write. Names come from the user's schema and rules file; no values. */
final class Wording {

    private static final String COMES_BACK =
            "Bind NULL where there is no new secret: the stored one then stays. Leaving the column out does the same.";

    private Wording() {}

    static Violation emptySecret(WriteContext context, SecretColumn column, ValueState state) {
        boolean isNull = state == ValueState.NULL;
        String what = isNull ? "NULL" : "an empty or blank value";
        String option = isNull ? "on-null: reject" : "on-empty: reject";
        return poisoned(
                Rule.EMPTY_SECRET, context, column, what, "Nobody can sign in or connect with nothing.", option);
    }

    static Violation placeholderSecret(WriteContext context, SecretColumn column, boolean maskOfStored) {
        String what = maskOfStored ? "a mask of the stored secret itself" : "a redaction placeholder";
        String why = "It was made to be shown instead of the secret; written back, it replaces the secret.";
        return poisoned(Rule.PLACEHOLDER_SECRET, context, column, what, why, "on-placeholder: reject");
    }

    static Violation malformedSecret(WriteContext context, SecretColumn column) {
        String why = "It is cut short, garbled, or something else than a secret, and cannot work.";
        return poisoned(
                Rule.MALFORMED_SECRET,
                context,
                column,
                "a value that breaks the declared format or length",
                why,
                column.format() == null
                        ? "min-length: " + column.minLength()
                        : column.minLength() == 0 ? "format" : "format, min-length: " + column.minLength());
    }

    private static Violation poisoned(
            Rule rule, WriteContext context, SecretColumn column, String what, String why, String option) {
        SafeStatement safe = new SafeStatement(context, column);
        String danger = context.operation() + " would write " + what + " into " + name(context, column) + ".";
        return context.insert()
                ? violation(rule, context, column, null, danger, why, option, "", safe.insertWithSecret())
                : violation(rule, context, column, null, danger, why, option, COMES_BACK, safe.keepUnlessNew());
    }

    static Violation staleClear(WriteContext context, SecretColumn column, StaleClearFacts facts) {
        String danger = context.operation() + " would clear " + secrets(facts.rows()) + " of " + name(context, column)
                + " without comparing " + (facts.rows() == 1 ? "it" : "them") + " with what was read.";
        return violation(
                Rule.STALE_CLEAR,
                context,
                column,
                null,
                danger,
                renewed(facts),
                "stale-clear: " + staleClear(context.table().staleClear()),
                "Compare what you have read. 0 rows updated then means that the secret was renewed: leave it.",
                new SafeStatement(context, column).compareAndClear(column));
    }

    static Violation massInvalidation(WriteContext context, SecretColumn column, Counts counts) {
        SafeStatement safe = new SafeStatement(context, column);
        MassInvalidation limits = context.table().massInvalidation();
        long left = MassInvalidationRule.allowed(limits, counts.liveBefore(), counts.inWindow());
        boolean delete = context.operation().equals("DELETE") && left > 0;
        String advice = (left == 0 ? "No more" : "At most " + left + " more")
                + " may be lost in this window. A row that gets a new secret of its own is never counted.";
        return counted(
                Rule.MASS_INVALIDATION,
                context,
                column,
                counts,
                advice,
                delete ? safe.deleteOneRow() : safe.rotateOneRow());
    }

    static Violation destructiveDdl(WriteContext context, SecretColumn column, Counts counts) {
        return counted(
                Rule.DESTRUCTIVE_DDL,
                context,
                column,
                counts,
                "Keep a copy of the secrets first, then override.",
                new SafeStatement(context, column).copySecrets());
    }

    private static Violation counted(
            Rule rule, WriteContext context, SecretColumn column, Counts counts, String advice, String safe) {
        MassInvalidation limits = context.table().massInvalidation();
        String danger = context.operation() + " would lose " + secrets(counts.lost()) + " of " + name(context, column)
                + ": with " + counts.inWindow() + " already lost in the last " + duration(limits.window()) + ", "
                + share(counts) + " of " + (counts.liveBefore() + counts.inWindow()) + ".";
        String option = "threshold-ratio: " + percent(limits.thresholdRatio()) + ", minimum-rows: "
                + limits.minimumRows() + ", window: " + duration(limits.window());
        return violation(
                rule, context, column, counts, danger, "So many at once is rarely meant.", option, advice, safe);
    }

    static Violation unanalysableWrite(WriteContext context, String reason) {
        SecretColumn column = context.table().secretColumns().get(0);
        return violation(
                Rule.UNANALYSABLE_WRITE,
                context,
                null,
                null,
                context.operation() + " may change the secrets of " + context.realName() + ", and how cannot be told: "
                        + reason + ".",
                "What cannot be read cannot be held to a limit.",
                "unanalysable: block",
                "Write the change as a plain statement with bound values.",
                new SafeStatement(context, column).rotateOneRow());
    }

    private static Violation violation(
            Rule rule,
            WriteContext context,
            SecretColumn column,
            Counts counts,
            String danger,
            String why,
            String option,
            String advice,
            String safeStatement) {
        Location location = column == null ? context.table().location() : column.location();
        String override = override(rule);
        String reason = context.table().reason();
        String message = String.join(
                "\n",
                rule.id() + ": " + danger,
                "Why: " + why + (reason == null ? "" : " Reason given: " + reason),
                "Rule: " + location.file() + ":" + location.line() + " (" + option + ")",
                advice.isEmpty() ? "Write it safely:" : advice + "\nWrite it safely:",
                "  " + safeStatement,
                "To override:",
                "  " + override);
        return new Violation(
                rule,
                context.realName(),
                column == null ? null : column.name(),
                counts,
                location,
                safeStatement,
                override,
                message);
    }

    private static String override(Rule rule) {
        String named = rule.judgesValues() ? ", Rule." + rule.name() : "";
        return "try (var o = guard.override(\"why\", Duration.ofMinutes(10)" + named + ")) { /* this write */ }";
    }

    private static String name(WriteContext context, SecretColumn column) {
        return context.realName() + "." + column.name();
    }

    private static String secrets(long rows) {
        return rows == 1 ? "1 live secret" : rows + " live secrets";
    }

    private static String renewed(StaleClearFacts facts) {
        if (facts.stillOpen()) {
            return "Another transaction, still open, has just written a new secret.";
        }
        return facts.sinceRenewal() == null
                ? "A secret that was renewed in the meantime would be lost."
                : "Another transaction wrote a new secret " + duration(facts.sinceRenewal()) + " ago.";
    }

    private static String staleClear(StaleClear staleClear) {
        return staleClear.mode() == StaleClear.Mode.WITHIN ? duration(staleClear.within()) : "always";
    }

    private static String share(Counts counts) {
        BigDecimal population = BigDecimal.valueOf(counts.liveBefore()).add(BigDecimal.valueOf(counts.inWindow()));
        BigDecimal total = BigDecimal.valueOf(counts.lost()).add(BigDecimal.valueOf(counts.inWindow()));
        return percent(total.divide(population.max(BigDecimal.ONE), 3, RoundingMode.UP));
    }

    private static String percent(BigDecimal ratio) {
        return ratio.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    private static String duration(Duration time) {
        if (time.toMillisPart() != 0) {
            return time.toMillis() + "ms";
        }
        if (time.toSecondsPart() != 0) {
            return time.toSeconds() + "s";
        }
        if (time.toMinutesPart() != 0) {
            return time.toMinutes() + "m";
        }
        return time.toHours() + "h";
    }
}
