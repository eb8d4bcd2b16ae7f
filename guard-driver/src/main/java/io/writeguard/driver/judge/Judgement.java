package io.writeguard.driver.judge;

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
 */
public record Judgement(
        Verdict verdict, Effects effects, boolean toBeMeasured, Matched matched, Map<Violation, String> overridden) {

    public static final Judgement NOTHING_GUARDED =
            new Judgement(Verdict.ALLOWED, Effects.NONE, false, Matched.UNKNOWN, Map.of());

    static Judgement rejected(List<Violation> violations) {
        return new Judgement(new Verdict.Rejected(violations), Effects.NONE, false, Matched.UNKNOWN, Map.of());
    }
}
