package io.writeguard.driver.session;

import io.writeguard.driver.impact.Question;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.judge.LiveRows;
import io.writeguard.driver.ledger.OwnConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts on a connection of the guard's own, so that the application's transaction neither hides rows nor is blamed for
 * reading them; on the application's connection only where there is no other.
 */
final class LiveRowCounter implements LiveRows {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRowCounter.class);
    private static final String LIMITS = "SET lock_timeout = '1s'; SET statement_timeout = '60s'";
    /**
     * lock_not_available; undefined_table and undefined_column where only the application's transaction has them yet
     * (manual, appendix A).
     */
    private static final Set<String> NOT_TO_BE_SEEN = Set.of("55P03", "42P01", "42703");

    /** In nanoseconds; 0 where each question sees what is committed by then. */
    private static final Question SNAPSHOT_AGE = new Question(
            "SELECT CASE WHEN pg_catalog.current_setting('transaction_isolation') = 'read committed' THEN 0"
                    + " ELSE pg_catalog.ceil(1e9 * pg_catalog.date_part('epoch',"
                    + " pg_catalog.clock_timestamp() - pg_catalog.transaction_timestamp()))::pg_catalog.int8 END",
            false,
            List.of());

    private final OwnConnections ownConnections;
    private final Questions questions;

    /**
     * @param questions on the application's connection
     */
    LiveRowCounter(OwnConnections ownConnections, Questions questions) {
        this.ownConnections = ownConnections;
        this.questions = questions;
    }

    @Override
    public Counted count(Question count, long takenByOwn, boolean tableLocked) throws SQLException {
        long[] rows = new long[1];
        boolean counted = !tableLocked && beside(own -> rows[0] = own.number(count));
        return counted
                ? new Counted(rows[0], Duration.ZERO)
                : new Counted(questions.number(count) + takenByOwn, Duration.ofNanos(questions.number(SNAPSHOT_AGE)));
    }

    @Override
    public boolean alone() {
        return ownConnections == OwnConnections.NONE;
    }

    @Override
    public boolean beside(Beside beside) throws SQLException {
        try (Connection own = open()) {
            if (own == null) {
                return false;
            }
            Questions ownQuestions = new Questions(own, () -> {});
            ownQuestions.run(LIMITS);
            beside.ask(ownQuestions);
            return true;
        } catch (SQLException failure) {
            if (failure.getSQLState() != null && NOT_TO_BE_SEEN.contains(failure.getSQLState())) {
                return false;
            }
            throw new OwnQuestionFailure(failure);
        }
    }

    /** Null where there is none, be it because the server has no room for one more. */
    private Connection open() {
        try {
            return ownConnections.open();
        } catch (SQLException failure) {
            LOG.warn(
                    "no connection of the guard's own (SQLState {}), so it counts on the application's",
                    failure.getSQLState());
            return null;
        }
    }
}
