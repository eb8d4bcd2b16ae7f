package io.writeguard.driver.cli;

import io.writeguard.driver.cli.offline.Answer;
import io.writeguard.driver.cli.offline.Answer.Outcome;
import io.writeguard.driver.cli.offline.Depth;
import io.writeguard.driver.session.VerdictPreview;
import io.writeguard.driver.statement.BoundValue;
import io.writeguard.rules.check.Verdict;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The guard's own verdicts, against a live schema and its rows. */
final class LiveVerdicts implements VerdictSource {

    private final VerdictPreview preview;

    LiveVerdicts(VerdictPreview preview) {
        this.preview = preview;
    }

    @Override
    public Answer answer(LexedSql sql, List<StatementReading> readings, BoundValue[] values) {
        try {
            return answer(preview.of(sql.sql(), values), Arrays.stream(values).anyMatch(Objects::isNull));
        } catch (SQLException noAnswer) {
            // the statement itself would fail, or a row is locked by another session
            return new Answer(Depth.IMPACT_QUERY, Outcome.UNDECIDED, null);
        }
    }

    private static Answer answer(VerdictPreview.Preview preview, boolean valuesMissing) {
        if (!preview.concerned()) {
            return new Answer(Depth.NONE, Outcome.ALLOWED, null);
        }
        Depth depth = preview.asked() ? Depth.IMPACT_QUERY : Depth.STATIC;
        if (preview.verdict() instanceof Verdict.Rejected rejected) {
            return new Answer(
                    depth, Outcome.REJECTED, rejected.violations().get(0).rule());
        }
        if (preview.toBeMeasured()) {
            return new Answer(valuesMissing ? depth : Depth.MEASURED_EXECUTION, Outcome.UNDECIDED, null);
        }
        if (preview.verdict() instanceof Verdict.Warned warned) {
            return new Answer(depth, Outcome.WARNED, warned.violations().get(0).rule());
        }
        return new Answer(depth, Outcome.ALLOWED, null);
    }
}
