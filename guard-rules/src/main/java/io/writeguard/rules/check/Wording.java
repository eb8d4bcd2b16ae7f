package io.writeguard.rules.check;

import io.writeguard.rules.Location;
import io.writeguard.rules.MassInvalidation;
import io.writeguard.rules.Rule;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.StaleClear;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Every sentence that a user reads about a refused write. Names come from the user's schema and rules file; no values. */
final class Wording {

    private static final String KEEP =
            "Bind NULL where there is no new secret, and the stored one stays; or leave the column out.";

    private Wording() {}

    static Violation emptySecret(WriteContext context, SecretColumn column, ValueState state) {
        boolean isNull = state == ValueState.NULL;
        String clear = isNull || column.onNull() == OnNull.REJECT
                ? ""
                : " A clear on purpose is: SET " + new SafeStatement(context, column).clear() + ".";
        String why = "Nothing works with an empty secret, and the one that it replaces is gone for good." + clear;
        return isNull
                ? poisoned(Rule.EMPTY_SECRET, context, column, "NULL", why, "on-null: reject")
                : poisoned(Rule.EMPTY_SECRET, context, column, "an empty or blank value", why, "on-empty: reject");
    }

    static Violation placeholderSecret(WriteContext context, SecretColumn column, boolean maskOfStored) {
        String what = maskOfStored ? "a mask of the stored secret" : "a redaction placeholder";
        String why = "It is what is shown instead of the secret; written back, it replaces the secret.";
        return poisoned(Rule.PLACEHOLDER_SECRET, context, column, what, why, "on-placeholder: reject");
    }

    static Violation malformedSecret(WriteContext context, SecretColumn column) {
        String what = "a value that breaks the declared format or length";
        String why = "It was cut short, garbled or mixed up, and cannot work.";
        String length = column.minLength() == 0 ? "" : "min-length: " + column.minLength();
        String format = column.format() == null ? "" : length.isEmpty() ? "format" : "format, ";
        return poisoned(Rule.MALFORMED_SECRET, context, column, what, why, format + length);
    }

    private static Violation poisoned(
            Rule rule, WriteContext context, SecretColumn column, String what, String why, String option) {
        SafeStatement safe = new SafeStatement(context, column);
        String danger = context.operation() + " would write " + what + " into " + name(context, column) + ".";
        Refusal refusal = context.insert()
                ? new Refusal(danger, why, option, "Insert the row with its secret.", safe.insertWithSecret())
                : new Refusal(danger, why, option, KEEP, safe.keepUnlessNew());
        return violation(rule, context, column, null, refusal);
    }

    static Violation staleClear(WriteContext context, SecretColumn column, StaleClearFacts facts) {
        Refusal refusal = new Refusal(
                context.operation() + " would clear " + secrets(facts.rows()) + " of " + name(context, column)
                        + " without comparing what it clears with what was read.",
                renewed(facts),
                "stale-clear: " + staleClear(context.table().staleClear()),
                "Compare with what was read. No row updated then means: renewed in the meantime, so leave it.",
                new SafeStatement(context, column).compareAndClear(column));
        return violation(Rule.STALE_CLEAR, context, column, null, refusal);
    }

    static Violation massInvalidation(WriteContext context, SecretColumn column, Counts counts) {
        SafeStatement safe = new SafeStatement(context, column);
        long left = left(context.table().massInvalidation(), counts);
        String advice = (left == 0 ? "No more" : "At most " + left + " more")
                + " may be lost in this window. Giving a row a new secret of its own is never counted.";
        boolean delete = context.operation().equals("DELETE") && left > 0;
        String statement = delete ? safe.deleteOneRow() : safe.rotateOneRow();
        return violation(
                Rule.MASS_INVALIDATION, context, column, counts, lost(context, column, counts, advice, statement));
    }

    static Violation destructiveDdl(WriteContext context, SecretColumn column, Counts counts) {
        String advice = "Keep a copy of the secrets first, then override.";
        String statement = new SafeStatement(context, column).copySecrets();
        return violation(
                Rule.DESTRUCTIVE_DDL, context, column, counts, lost(context, column, counts, advice, statement));
    }

    /** As {@link #massInvalidation}, of a write that spares no row. */
    static Violation massInvalidationOfAll(WriteContext context, SecretColumn column) {
        SafeStatement safe = new SafeStatement(context, column);
        boolean delete = context.operation().equals("DELETE");
        Refusal refusal = lostAll(
                context,
                column,
                "Name the rows that are meant. Giving a row a new secret of its own is never counted.",
                delete ? safe.deleteOneRow() : safe.rotateOneRow());
        return violation(Rule.MASS_INVALIDATION, context, column, null, refusal);
    }

    /** As {@link #destructiveDdl}, whatever the table holds. */
    static Violation destructiveDdlOfAll(WriteContext context, SecretColumn column) {
        String statement = new SafeStatement(context, column).copySecrets();
        return violation(
                Rule.DESTRUCTIVE_DDL,
                context,
                column,
                null,
                lostAll(context, column, "Keep a copy of the secrets first, then override.", statement));
    }

    static Violation unanalysableWrite(WriteContext context, String reason) {
        SecretColumn column = context.table().secretColumns().get(0);
        Refusal refusal = new Refusal(
                context.operation() + " may change the secrets of " + context.realName() + ", and how cannot be told: "
                        + reason + ".",
                "What cannot be read cannot be held to a limit.",
                "unanalysable: " + context.table().unanalysable().name().toLowerCase(Locale.ROOT),
                "Write the change as a plain statement with bound values.",
                new SafeStatement(context, column).rotateOneRow());
        return violation(Rule.UNANALYSABLE_WRITE, context, null, null, refusal);
    }

    private static Refusal lostAll(WriteContext context, SecretColumn column, String advice, String statement) {
        return new Refusal(
                context.operation() + " would lose every live secret of " + name(context, column) + ".",
                "So many at once are rarely meant to go.",
                limits(context.table().massInvalidation()),
                advice,
                statement);
    }

    private static String limits(MassInvalidation limits) {
        return "threshold-ratio: " + percent(limits.thresholdRatio()) + ", minimum-rows: " + limits.minimumRows()
                + ", window: " + duration(limits.window());
    }

    private static Refusal lost(
            WriteContext context, SecretColumn column, Counts counts, String advice, String statement) {
        MassInvalidation limits = context.table().massInvalidation();
        String window = duration(limits.window());
        BigDecimal total = sum(counts.lost(), counts.inWindow());
        BigDecimal population = sum(counts.liveBefore(), counts.inWindow());
        boolean last = total.compareTo(BigDecimal.valueOf(limits.minimumRows())) <= 0;
        return new Refusal(
                context.operation() + " would lose " + secrets(counts.lost()) + " of " + name(context, column)
                        + ". With "
                        + counts.inWindow() + " lost in the last " + window + " that is "
                        + percent(total.divide(population.max(BigDecimal.ONE), 3, RoundingMode.UP)) + " of "
                        + population
                        + ".",
                last ? "These are the last ones that the table has." : "So many at once are rarely meant to go.",
                limits(limits),
                advice,
                statement);
    }

    /** One of them has to stay whatever the limits are. */
    private static long left(MassInvalidation limits, Counts counts) {
        long allowed = MassInvalidationRule.allowed(limits, counts.liveBefore(), counts.inWindow());
        return Math.min(allowed, Math.max(0, counts.liveBefore() - 1));
    }

    private static Violation violation(
            Rule rule, WriteContext context, SecretColumn column, Counts counts, Refusal refusal) {
        Location location = column == null ? context.table().location() : column.location();
        String columnName = column == null ? null : column.label();
        String named = rule.judgesValues() ? ", Rule." + rule.name() : "";
        String override =
                "try (var o = guard.override(\"why\", Duration.ofMinutes(10)" + named + ")) { /* this write */ }";
        String reason = context.table().reason();
        String message = String.join(
                "\n",
                rule.id() + ": " + refusal.danger(),
                "Why: " + refusal.why() + (reason == null ? "" : " The rules file says: " + reason),
                "Rule: " + location.file() + ":" + location.line() + " (" + refusal.option() + ")",
                "Advice: " + refusal.advice(),
                "Write it safely:",
                "  " + refusal.safeStatement(),
                "To override:",
                "  " + override);
        return new Violation(
                rule, context.realName(), columnName, counts, location, refusal.safeStatement(), override, message);
    }

    private static String name(WriteContext context, SecretColumn column) {
        return context.realName() + "." + column.label();
    }

    /** Counting stops where the verdict is certain, so more may be lost than was counted. */
    private static String secrets(long rows) {
        return rows == 1 ? "a live secret" : "at least " + rows + " live secrets";
    }

    private static String renewed(StaleClearFacts facts) {
        if (facts.stillOpen()) {
            return "Another transaction, still open, has written a new secret.";
        }
        return facts.sinceRenewal() == null
                ? "It may have been renewed since it was read."
                : "Another transaction wrote a new secret "
                        + facts.sinceRenewal().toSeconds() + "s ago.";
    }

    private static String staleClear(StaleClear staleClear) {
        return staleClear.mode() == StaleClear.Mode.WITHIN ? duration(staleClear.within()) : "always";
    }

    private static BigDecimal sum(long first, long second) {
        return BigDecimal.valueOf(first).add(BigDecimal.valueOf(second));
    }

    private static String percent(BigDecimal ratio) {
        return ratio.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /** In the largest unit of the rules file that shows it exactly. */
    private static String duration(Duration time) {
        if (time.toMillisPart() != 0) {
            return time.toMillis() + "ms";
        }
        if (time.toSecondsPart() != 0) {
            return time.toSeconds() + "s";
        }
        return time.toMinutesPart() != 0 ? time.toMinutes() + "m" : time.toHours() + "h";
    }

    /**
     * What is said about one refused write.
     *
     * @param danger what was about to happen
     * @param why why that is dangerous
     * @param option the option of the rules file that says so
     * @param advice what to do instead, before the statement that does it
     */
    private record Refusal(String danger, String why, String option, String advice, String safeStatement) {}
}
