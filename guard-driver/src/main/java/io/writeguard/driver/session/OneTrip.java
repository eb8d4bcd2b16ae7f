package io.writeguard.driver.session;

import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.impact.UpdateAnswer;
import io.writeguard.driver.judge.Judge;
import io.writeguard.driver.judge.KeyedClear;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.statement.SubmittedStatement;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Sends the clear of one row by its key together with the question whether there was a secret to clear. The loss is booked
 * before, and taken back where there was none; so the verdict can't come too late.
 */
final class OneTrip {

    private final BaseConnection server;
    private final Judge judge;
    private final LedgerBook book;
    private final Questions questions;
    private final FollowedTransaction transaction;

    OneTrip(BaseConnection server, Judge judge, LedgerBook book, Questions questions, FollowedTransaction transaction) {
        this.server = server;
        this.judge = judge;
        this.book = book;
        this.questions = questions;
        this.transaction = transaction;
    }

    /** The clear that the statement is, booked; null where it has to go another way, and nothing was booked. */
    KeyedClear book(SubmittedStatement statement, ImplicitTransaction implicit) throws SQLException {
        if (server.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            return null; // two statements would be two transactions
        }
        KeyedClear clear = judge.keyedClear(statement, transaction.current(), implicit.needed());
        boolean booked =
                clear != null && !implicit.isOpen() && transaction.current().apply(clear.booked(), book);
        return booked ? clear : null;
    }

    /** Sends it. */
    UpdateAnswer send(KeyedClear clear, int depth) throws SQLException {
        UpdateAnswer answer = questions.askThenRun(clear.trip(), clear::visit);
        clear.settle(transaction.current(), book, depth, answer.updateCount());
        return answer;
    }
}
