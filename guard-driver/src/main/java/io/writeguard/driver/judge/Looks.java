package io.writeguard.driver.judge;

import io.writeguard.driver.impact.Entries;
import io.writeguard.driver.impact.Look;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.statement.SubmittedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the looks of one submission: each at once, or, between {@link #collect} and {@link #askCollected}, those of a batch
 * together.
 */
final class Looks {

    /** Makes the look at any entries of one text. */
    @FunctionalInterface
    interface Maker {
        Look of(Entries entries) throws SQLException;
    }

    /** To be run once all rows have been visited. */
    @FunctionalInterface
    interface Finish {
        void run() throws SQLException;
    }

    private record Pending(SubmittedStatement statement, Maker maker, ChangedRows rows, Finish finish) {}

    private final Questions questions;
    private final List<Pending> pending = new ArrayList<>();
    private boolean collecting;
    private boolean together;

    Looks(Questions questions) {
        this.questions = questions;
    }

    /** Whether an earlier entry of the batch has to be looked at. */
    boolean hasCollected() {
        return !pending.isEmpty();
    }

    /** Whether the rows that are visited are those of several entries of a batch, which is judged as a whole. */
    boolean together() {
        return together;
    }

    /** What is asked from now on is about entries of one batch, which are one text. */
    void collect() {
        collecting = true;
    }

    /**
     * @throws NotAskable where the question can't be made of the statement
     */
    void ask(SubmittedStatement statement, Maker maker, ChangedRows rows, Finish finish) throws SQLException {
        Pending look = new Pending(statement, maker, rows, finish);
        if (collecting) {
            pending.add(look);
        } else {
            askAlone(look);
        }
    }

    /**
     * Asks what was collected.
     *
     * @throws NotAskable as {@link #ask}
     */
    void askCollected() throws SQLException {
        collecting = false;
        List<Pending> all = List.copyOf(pending);
        pending.clear();
        int atOnce = all.isEmpty() ? 1 : Entries.most(all.get(0).statement());
        together = all.size() > 1;
        for (int from = 0; from < all.size(); from += atOnce) {
            askTogether(all.subList(from, Math.min(all.size(), from + atOnce)));
        }
        together = false;
    }

    private void askTogether(List<Pending> looks) throws SQLException {
        Look together;
        try {
            List<SubmittedStatement> statements =
                    looks.stream().map(Pending::statement).toList();
            together = looks.get(0).maker().of(Entries.of(questions, statements));
        } catch (NotAskable alone) {
            for (Pending look : looks) {
                askAlone(look);
            }
            return;
        }
        together.ask(questions, (entry, row) -> looks.get(entry).rows().visit(row));
        for (Pending look : looks) {
            look.finish().run();
        }
    }

    private void askAlone(Pending look) throws SQLException {
        look.maker()
                .of(Entries.of(look.statement()))
                .ask(questions, (entry, row) -> look.rows().visit(row));
        look.finish().run();
    }
}
