package io.writeguard.rules.check;

import io.writeguard.rules.Action;
import io.writeguard.rules.MassInvalidation;
import io.writeguard.rules.SecretColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * {@code mass-invalidation}: too large a part of the live secrets would be lost within the window.
 *
 * <p>All counts are rows, none negative. The total is what this statement loses plus what the window holds already; its
 * ratio is total ÷ (live before + in window). A total passes at the ratio or at the minimum, and fails above both.
 */
public final class MassInvalidationRule {

    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private MassInvalidationRule() {}

    /** @param takesLast whether the statement takes the last of more than one live secret; then the minimum is no excuse */
    public static Optional<Violation> judge(
            WriteContext context, SecretColumn column, Counts counts, boolean takesLast) {
        if (!fires(context, counts, takesLast)) {
            return Optional.empty();
        }
        return Optional.of(Wording.massInvalidation(context, column, counts));
    }

    /** What to say of a write that spares no row, where nobody has counted them: it fires where there are too many. */
    public static Optional<Violation> ofAllRows(WriteContext context, SecretColumn column) {
        return context.table().action() == Action.OFF
                ? Optional.empty()
                : Optional.of(Wording.massInvalidationOfAll(context, column));
    }

    static boolean fires(WriteContext context, Counts counts, boolean takesLast) {
        MassInvalidation limits = context.table().massInvalidation();
        return context.table().action() != Action.OFF
                && (exceeds(limits, counts) || (takesLast && counts.lost() > 1 && aboveRatio(limits, counts)));
    }

    /** Whether the total is above both the ratio and the minimum. A statement that loses nothing never is. */
    public static boolean exceeds(MassInvalidation limits, Counts counts) {
        return counts.lost() > 0
                && total(counts).compareTo(BigDecimal.valueOf(limits.minimumRows())) > 0
                && aboveRatio(limits, counts);
    }

    /**
     * The most that one statement may lose without exceeding the limits; 0 where the window is full. Whether it takes the
     * last one is not looked at.
     */
    public static long allowed(MassInvalidation limits, long liveBefore, long inWindow) {
        return clamp(most(limits, liveBefore, inWindow).subtract(BigDecimal.valueOf(inWindow)));
    }

    /** The most rows that the window may hold, with so many live ones beside those that it holds. */
    public static long room(MassInvalidation limits, long live, long inWindow) {
        return clamp(most(limits, live, inWindow));
    }

    private static BigDecimal most(MassInvalidation limits, long live, long inWindow) {
        BigDecimal atRatio =
                limits.thresholdRatio().multiply(sum(live, inWindow)).setScale(0, RoundingMode.FLOOR);
        return atRatio.max(BigDecimal.valueOf(limits.minimumRows()));
    }

    /**
     * The fewest live rows that there must be before the statement, those in the window not among them, for {@code total}
     * to pass; 0 where the minimum lets it pass whatever there is.
     *
     * @param total what the statement loses plus {@code inWindow}
     */
    public static long liveNeeded(MassInvalidation limits, long total, long inWindow) {
        if (total <= limits.minimumRows()) {
            return 0;
        }
        BigDecimal population = BigDecimal.valueOf(total).divide(limits.thresholdRatio(), 0, RoundingMode.CEILING);
        return clamp(population.subtract(BigDecimal.valueOf(inWindow)));
    }

    private static boolean aboveRatio(MassInvalidation limits, Counts counts) {
        return total(counts).compareTo(limits.thresholdRatio().multiply(sum(counts.liveBefore(), counts.inWindow())))
                > 0;
    }

    private static BigDecimal total(Counts counts) {
        return sum(counts.lost(), counts.inWindow());
    }

    private static BigDecimal sum(long first, long second) {
        return BigDecimal.valueOf(first).add(BigDecimal.valueOf(second));
    }

    private static long clamp(BigDecimal rows) {
        return rows.max(BigDecimal.ZERO).min(MOST).longValueExact();
    }
}
