package io.writeguard.driver.session;

import io.writeguard.driver.event.Judged;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.judge.Judgement;

/** Times one verdict, without the time of the statement that it is about; idle where nobody hears it. */
final class VerdictClock {

    private final Reports reports;
    private final Questions questions;
    private final boolean heard;
    private final long askedBefore;
    private long start;

    VerdictClock(Reports reports, Questions questions) {
        this.reports = reports;
        this.questions = questions;
        this.heard = reports.heard();
        this.askedBefore = questions.asked();
        this.start = heard ? System.nanoTime() : 0;
    }

    /** The call, which stops the clock as long as it runs. */
    <T> SqlCall<T> stoppedDuring(SqlCall<T> call) {
        return !heard
                ? call
                : () -> {
                    long sent = System.nanoTime();
                    try {
                        return call.run();
                    } finally {
                        start += System.nanoTime() - sent;
                    }
                };
    }

    /** The verdict was spoken before the statement was sent. */
    void judged(Judgement judgement) {
        tell(judgement, questions.asked() == askedBefore ? Judged.Depth.STATIC : Judged.Depth.QUERY);
    }

    /** The verdict was spoken after the statement had run. */
    void measured(Judgement judgement) {
        tell(judgement, Judged.Depth.MEASURED);
    }

    private void tell(Judgement judgement, Judged.Depth depth) {
        if (heard) {
            reports.judged(judgement.verdict(), depth, System.nanoTime() - start);
        }
    }
}
