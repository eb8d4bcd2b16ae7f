package io.writeguard.driver.session;

import io.writeguard.driver.impact.Measurement;
import io.writeguard.driver.judge.Judgement;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.check.Verdict;
import java.sql.SQLException;
import java.util.List;

/** Judges a COPY … FROM STDIN by the rows that it has brought, inside a savepoint. */
final class MeasuredCopy extends CopyCheck {

    private final List<SubmittedStatement> copy;
    private final MeasuredExecution execution;
    private final Measurement measurement;
    private final ImplicitTransaction implicit;
    private final FollowedTransaction transaction;
    private final Refuser refuser;
    private final Reports reports;

    /** To be made just before the COPY starts, in its transaction. */
    MeasuredCopy(
            List<SubmittedStatement> copy,
            MeasuredExecution execution,
            ImplicitTransaction implicit,
            FollowedTransaction transaction,
            Refuser refuser,
            Reports reports)
            throws SQLException {
        this.copy = copy;
        this.execution = execution;
        this.measurement = execution.begin();
        this.implicit = implicit;
        this.transaction = transaction;
        this.refuser = refuser;
        this.reports = reports;
    }

    @Override
    public boolean isNeeded() {
        return true;
    }

    @Override
    public void ended() throws SQLException {
        Judgement judgement;
        try {
            judgement = execution.judge(copy, measurement, Effects.NONE, implicit.needed());
        } catch (SQLException failure) {
            implicit.rollbackAfter(failure);
            throw failure;
        }
        if (judgement.verdict() instanceof Verdict.Rejected rejected) {
            throw refuser.refuse(rejected.violations());
        }
        reports.passed(judgement);
        implicit.commit();
        if (transaction.autoCommits()) {
            transaction.committed();
        }
    }

    @Override
    public void failed() throws SQLException {
        implicit.rollback();
        if (transaction.autoCommits()) {
            transaction.rolledBack();
        }
    }
}
