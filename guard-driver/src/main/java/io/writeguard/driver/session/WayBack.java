package io.writeguard.driver.session;

import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.judge.Judgement;
import java.sql.SQLException;

/**
 * A savepoint before a write that may turn out to be refused once it has run. Needed with {@code autosave=always} alone: there
 * an error takes back the last statement and leaves the transaction as it was before, the write included.
 */
final class WayBack {

    private static final String SAVEPOINT = "writeguard_sent";

    private final Questions questions;
    private boolean open;

    WayBack(Questions questions) {
        this.questions = questions;
    }

    /**
     * To be called before it is sent, in a transaction that the application ends. What is measured has a savepoint already.
     *
     * @param judgement of what is about to be sent
     */
    void open(Judgement judgement) throws SQLException {
        boolean seenAfterwards =
                judgement.matched().known() || !judgement.kept().isEmpty();
        if (seenAfterwards && !judgement.toBeMeasured()) {
            questions.runAboutSavepoint("SAVEPOINT " + SAVEPOINT);
            open = true;
        }
    }

    /** The write stays. */
    void close() throws SQLException {
        if (open) {
            open = false;
            questions.runAboutSavepoint("RELEASE SAVEPOINT " + SAVEPOINT);
        }
    }

    /** Takes the write back, for a failure that the application will hear of. */
    void take(Exception failure) {
        if (open) {
            open = false;
            try {
                questions.runAboutSavepoint("ROLLBACK TO SAVEPOINT " + SAVEPOINT + "; RELEASE SAVEPOINT " + SAVEPOINT);
            } catch (SQLException consequence) {
                failure.addSuppressed(consequence);
            }
        }
    }
}
