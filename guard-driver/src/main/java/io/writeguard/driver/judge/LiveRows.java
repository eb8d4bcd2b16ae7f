package io.writeguard.driver.judge;

import io.writeguard.driver.impact.Question;
import io.writeguard.driver.impact.Questions;
import java.sql.SQLException;

/** Asks how many rows there are that other sessions see, beside the statement that is judged. */
public interface LiveRows {

    /**
     * @param count a question whose answer is one bigint
     * @param ownNetLosses rows that the asking transaction has already taken away and others still see
     * @param tableLocked whether the asking transaction has locked the table, so that nobody else may count
     */
    long count(Question count, long ownNetLosses, boolean tableLocked) throws SQLException;

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
