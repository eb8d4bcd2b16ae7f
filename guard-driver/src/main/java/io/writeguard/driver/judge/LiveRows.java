package io.writeguard.driver.judge;

import io.writeguard.driver.impact.Question;
import io.writeguard.driver.impact.Questions;
import java.sql.SQLException;
import java.time.Duration;

/** Asks how many rows there are that other sessions see, beside the statement that is judged. */
public interface LiveRows {

    /**
     * @param count a question whose answer is one bigint
     * @param takenByOwn rows that the asking transaction has already taken away and others still see, less those that it
     *     alone sees
     * @param tableLocked whether the asking transaction has locked the table, so that nobody else may count
     */
    Counted count(Question count, long takenByOwn, boolean tableLocked) throws SQLException;

    /**
     * What a count has found.
     *
     * @param asOf how long ago that was; not zero only in a transaction that sees nothing newer
     */
    record Counted(long rows, Duration asOf) {}

    /** Questions to be asked of a session that sees what is committed, and nothing of the asking transaction. */
    @FunctionalInterface
    interface Beside {
        void ask(Questions questions) throws SQLException;
    }

    /** Whether there is never such a session, as where the guard stands around a pool. */
    boolean alone();

    /** Returns whether there is such a session; where not, nothing was asked. */
    boolean beside(Beside beside) throws SQLException;
}
