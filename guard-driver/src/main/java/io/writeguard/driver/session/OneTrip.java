package io.writeguard.driver.session;

import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.impact.Trip;
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
    KeyedClear.Booked book(SubmittedStatement statement, ImplicitTransaction implicit) throws SQLException {
        if (server.getPreferQueryMode() == PreferQueryMode.SIMPLE) {
            return null; // two statements would be two transactions
        }
        KeyedClear clear = judge.keyedClear(statement, transaction.current(), implicit.needed());
        if (clear == null || implicit.isOpen()) {
            return null;
        }
        int depth = transaction.current().depth();
        try {
            return clear.book(transaction.current(), book);
        } catch (NotAskable notOnTheWay) {
            transaction.current().undoTo(depth);
            return null;
        }
    }

    /** Sends it; null where it has to go another way after all, and nothing of it was done. */
    UpdateAnswer send(KeyedClear.Booked booked, int depth) throws SQLException {
        KeyedClear clear = booked.clear();
        Trip.Answer answer;
        try {
            answer = questions.askThenRun(booked.trip(), clear::visit);
        } catch (SQLException failure) {
            if (clear.keptFromWriting(book, failure)) {
                transaction.current().undoTo(depth);
                return null;
            }
            throw failure;
        }
        clear.settle(transaction.current(), book, depth, answer);
        return answer.update();
    }
}
