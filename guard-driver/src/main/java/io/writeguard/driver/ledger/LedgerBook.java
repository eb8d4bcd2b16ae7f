package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.Reservation;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.ledger.LossEntries.When;
import io.writeguard.driver.ledger.Written.Progress;
import java.sql.SQLException;

/** Keeps the ledgers that one connection shares with other processes. One thread at a time. */
public final class LedgerBook {

    private final SharedBudget shared;
    private final OwnConnections source;
    private final Questions questions;

    /**
     * @param source of the guard's own connection
     * @param questions on the application's connection, in the transaction that loses
     */
    public LedgerBook(SharedBudget shared, OwnConnections source, Questions questions) {
        this.shared = shared;
        this.source = source;
        this.questions = questions;
    }

    /** Sees to it that what other processes have lost is known, as of a second ago at most. */
    public void refresh(Ledger ledger) throws SQLException {
        if (ledger.shared() && !shared.window(ledger).lookedLately()) {
            look(shared.window(ledger));
        }
    }

    /** Looks again, where other processes may have given back what they had reserved; says whether anything has changed. */
    public boolean hasNews(Ledger ledger) throws SQLException {
        return ledger.shared() && ledger.reservedElsewhere() && look(shared.window(ledger));
    }

    /** Looks at what other processes have lost by now. */
    public void lookNow(Ledger ledger) throws SQLException {
        if (ledger.shared()) {
            look(shared.window(ledger));
        }
    }

    /**
     * Writes down what one statement loses, after it has been reserved in this process and before it is sent.
     *
     * @param upTo how many rows the window may hold with these; {@link Long#MAX_VALUE} for any number
     * @return false where other processes have filled the window since the verdict, and nothing was written
     */
    public boolean book(Ledger ledger, Reservation own, Reservation.Entry entry, long upTo, Written written)
            throws SQLException {
        if (!ledger.shared()) {
            return true;
        }
        Progress before = written.of(ledger);
        LossEntries entries = LossEntries.of(entry, ledger.gainsOf(own) - before.gains(), before.losses());
        if (entries.isEmpty()) {
            return true;
        }
        SharedWindow window = shared.window(ledger);
        int step = Math.max(before.step(), ReservedLocks.step(ledger.netOf(own)));
        if (!write(window, entries, step, upTo)) {
            return false;
        }
        written.set(ledger, new Progress(step, true, ledger.gainsOf(own)));
        return true;
    }

    private boolean write(SharedWindow window, LossEntries entries, int step, long upTo) throws SQLException {
        if (upTo == Long.MAX_VALUE) {
            return send(window, entries, step, When.ALWAYS);
        }
        if (window.isTight()) {
            return writeAlone(window, entries, step, upTo);
        }
        if (window.covers(entries.rows(), upTo) && window.hasRoom(upTo)) {
            window.added(entries.rows());
            if (send(window, entries, step, When.NOT_TIGHT)) {
                return true;
            }
        }
        reserve(window, step);
        look(window);
        if (window.ledger().total() > upTo) {
            return false;
        }
        return window.hasRoom(upTo)
                ? send(window, entries, step, When.ALWAYS)
                : writeAlone(window, entries, step, upTo);
    }

    private boolean writeAlone(SharedWindow window, LossEntries entries, int step, long upTo) throws SQLException {
        SQLException[] failure = new SQLException[1];
        boolean booked = shared.connection()
                .run(
                        source,
                        own -> window.exclusively(own, upTo, () -> {
                            try {
                                return send(window, entries, step, When.ALWAYS);
                            } catch (SQLException ofTheApplication) {
                                failure[0] = ofTheApplication;
                                return false;
                            }
                        }));
        if (failure[0] != null) {
            throw failure[0];
        }
        return booked;
    }

    private boolean look(SharedWindow window) throws SQLException {
        return shared.connection().run(source, window::look);
    }

    /** Says, where every session sees it at once, how much the transaction may lose. */
    private void reserve(SharedWindow window, int step) throws SQLException {
        questions.use(LossEntries.reserving(), statement -> {
            LossEntries.bindLock(statement, window.locks(), step);
            return statement.execute();
        });
    }

    private boolean send(SharedWindow window, LossEntries entries, int step, When when) throws SQLException {
        try {
            return questions.use(
                    LossEntries.reserving() + entries.writing(when),
                    statement -> entries.write(statement, window, step, shared, when));
        } catch (SQLException failure) {
            throw LedgerSchema.isUnusable(failure) ? LedgerUnavailable.because(failure) : failure;
        }
    }
}
