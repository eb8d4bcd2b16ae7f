package io.writeguard.driver.judge;

import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.check.Verdict;

/**
 * What the guard says of a submission.
 *
 * @param effects to be booked before it is sent; none where it is rejected
 * @param toBeMeasured whether it may reach guarded tables in ways that only running it shows
 * @param matched the rows that the looks at it have found
 */
public record Judgement(Verdict verdict, Effects effects, boolean toBeMeasured, Matched matched) {

    public static final Judgement NOTHING_GUARDED =
            new Judgement(Verdict.ALLOWED, Effects.NONE, false, Matched.UNKNOWN);
}
