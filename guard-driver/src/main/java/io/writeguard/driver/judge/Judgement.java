package io.writeguard.driver.judge;

import io.writeguard.driver.archive.KeptSecrets;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.check.Violation;
import java.util.List;
import java.util.Map;

/**
 * What the guard says of a submission.
 *
 * @param effects to be booked before it is sent; none where it is rejected
 * @param toBeMeasured whether it may reach guarded tables in ways that only running it shows
 * @param matched the rows that the looks at it have found
 * @param overridden what an override permits that would be rejected without, and its reason; none where it is rejected
 * @param kept what it takes from tables with {@code archive}; nothing where it is rejected
 */
public record Judgement(
        Verdict verdict,
        Effects effects,
        boolean toBeMeasured,
        Matched matched,
        Map<Violation, String> overridden,
        KeptSecrets kept) {

    private static final KeptSecrets NONE_KEPT = new KeptSecrets();

    public static final Judgement NOTHING_GUARDED = nothing(Verdict.ALLOWED);

    /** Nothing about it breaks a rule. */
    static Judgement allowed(Effects effects, Matched matched) {
        return new Judgement(Verdict.ALLOWED, effects, false, matched, Map.of(), NONE_KEPT);
    }

    static Judgement rejected(List<Violation> violations) {
        return nothing(new Verdict.Rejected(violations));
    }

    private static Judgement nothing(Verdict verdict) {
        return new Judgement(verdict, Effects.NONE, false, Matched.UNKNOWN, Map.of(), NONE_KEPT);
    }
}
