package io.writeguard.driver.session;

import io.writeguard.driver.impact.Question;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.judge.LiveRows;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Counts on a connection of the guard's own, so that the application's transaction neither hides rows nor is blamed for
 * reading them; on the application's connection only where there is no other.
 */
final class LiveRowCounter implements LiveRows {

    private static final String LIMITS = "SET lock_timeout = '1s'; SET statement_timeout = '60s'";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

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
    public long count(Question count, long ownNetLosses, boolean tableLocked) throws SQLException {
        Long rows = tableLocked ? null : countBeside(count);
        return rows != null ? rows : single(questions, count) + ownNetLosses;
    }

    /** Null where it can't be counted beside the application's transaction. */
    private Long countBeside(Question count) throws SQLException {
        try (Connection own = ownConnections.open()) {
            if (own == null) {
                return null;
            }
            Questions ownQuestions = new Questions(own, () -> {});
            ownQuestions.run(LIMITS);
            return single(ownQuestions, count);
        } catch (SQLException failure) {
            if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState())) {
                return null;
            }
            throw new OwnQuestionFailure(failure);
        }
    }

    private static long single(Questions questions, Question count) throws SQLException {
        long[] answer = new long[1];
        questions.ask(count, row -> {
            answer[0] = row.getLong(1);
            return false;
        });
        return answer[0];
    }
}
