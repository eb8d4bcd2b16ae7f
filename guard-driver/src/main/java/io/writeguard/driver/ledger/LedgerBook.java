package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.Reservation;
import io.writeguard.driver.budget.Room;
import io.writeguard.driver.impact.Alongside;
import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.ledger.LossEntries.When;
import io.writeguard.driver.ledger.Written.Progress;
import io.writeguard.driver.row.KeyedHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the ledgers that one connection shares with other processes. One thread at a time. */
public final class LedgerBook {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerBook.class);

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
     * @param room for the rows that the window may hold with these
     * @return false where other processes have filled the window since the verdict, and nothing was written
     */
    public boolean book(Ledger ledger, Reservation own, Reservation.Entry entry, Room room, Written written)
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
        if (!write(window, entries, step, room)) {
            return false;
        }
        written.set(ledger, new Progress(step, true, ledger.gainsOf(own)));
        return true;
    }

    /**
     * How the loss of one row, reserved in this process, is written down by the trip that loses it, in a transaction of its
     * own; null where that can't be: other processes have to be waited for, or asked.
     *
     * @param room as in {@link #book}
     */
    public Alongside alongside(Ledger ledger, Reservation.Entry entry, Room room) {
        SharedWindow window = shared.window(ledger);
        boolean one = entry.lost().size() == 1 && entry.regained().isEmpty();
        boolean free = one && !room.equals(Room.ANY) && window.adds(1, room);
        return free ? LossEntries.alongside(window, entry.lost().iterator().next(), shared) : null;
    }

    /** Whether a trip with what {@link #alongside} says has failed for that, and nothing of it was done. */
    public boolean keptFromWriting(Ledger ledger, SQLException failure) {
        boolean kept = LossEntries.isKeptFromWriting(failure);
        if (kept) {
            shared.window(ledger).distrust();
        }
        return kept;
    }

    /** Writes down a loss after the fact: it has been committed, and turned out to be one when it was too late to do better. */
    public void writeLate(Ledger ledger, KeyedHash row) {
        SharedWindow window = shared.window(ledger);
        LossEntries entries = LossEntries.of(row);
        try {
            shared.connection().run(source, own -> {
                try (PreparedStatement statement = own.prepareStatement(entries.writing(When.ALWAYS))) {
                    return entries.write(statement, window, ReservedLocks.step(1), shared, When.ALWAYS);
                }
            });
        } catch (LedgerUnavailable failure) {
            LOG.warn("a committed loss could not be told to other instances (SQLState {})", failure.getSQLState());
        }
    }

    private boolean write(SharedWindow window, LossEntries entries, int step, Room room) throws SQLException {
        if (room.equals(Room.ANY)) {
            return send(window, entries, step, When.ALWAYS);
        }
        long resets = window.ledger().resets();
        SharedWindow.Booking booking = () -> send(window, entries, step, When.ALWAYS);
        if (window.isTight()) {
            return writeAlone(window, resets, booking, room);
        }
        if (window.adds(entries.rows(), room) && send(window, entries, step, When.NOT_TIGHT)) {
            return true;
        }
        return beside(booking, (own, shielded) -> window.withPlentyOfRoom(own, resets, step, room, shielded))
                || writeAlone(window, resets, booking, room);
    }

    private boolean writeAlone(SharedWindow window, long resets, SharedWindow.Booking booking, Room room)
            throws SQLException {
        return beside(booking, (own, shielded) -> window.exclusively(own, resets, room, shielded));
    }

    /** Notes that the transaction writes the secrets of these rows, before it does. */
    public Noted note(SharedRenewals renewals, Collection<KeyedHash> rows) throws SQLException {
        shared.prepare(source);
        Instant now = shared.clock().instant();
        use(RenewalEntries.WRITE, statement -> RenewalEntries.write(statement, renewals, shared.instance(), now, rows));
        return new Noted(renewals, Set.copyOf(rows), now);
    }

    /** What {@link #note} has done. */
    public record Noted(SharedRenewals renewals, Set<KeyedHash> rows, Instant at) {}

    /** Notes it again if that was some time ago; to be called just before the commit, from which others reckon. */
    public void noteAgain(Noted noted) throws SQLException {
        Instant now = shared.clock().instant();
        if (Duration.between(noted.at(), now).compareTo(RenewalEntries.MARGIN.dividedBy(4)) > 0) {
            note(noted.renewals(), noted.rows());
        }
    }

    /**
     * When other processes have last written the secrets of these rows, where that makes a clear stale. To be asked when
     * the rows are locked: nobody can write them in between.
     *
     * @return of each row's writes the last moment at which a reader may still have seen what was there before
     */
    public Map<KeyedHash, Instant> writtenElsewhere(SharedRenewals renewals, Collection<KeyedHash> rows)
            throws SQLException {
        shared.prepare(source);
        Map<KeyedHash, Instant> found = new HashMap<>();
        Instant now = shared.clock().instant();
        use(RenewalEntries.FIND, statement -> {
            RenewalEntries.find(statement, renewals, shared.instance(), now, rows)
                    .forEach((row, at) -> found.put(row, at.plus(RenewalEntries.MARGIN)));
            return true;
        });
        return found;
    }

    /** What the guard's own connection is used for while losses are written on the application's. */
    @FunctionalInterface
    private interface Beside {
        boolean run(Connection own, SharedWindow.Booking booking) throws SQLException;
    }

    /** An error on the application's connection says nothing about the guard's own, so it goes around that. */
    private boolean beside(SharedWindow.Booking booking, Beside work) throws SQLException {
        SQLException[] ofTheApplication = new SQLException[1];
        SharedWindow.Booking shielded = () -> {
            try {
                return booking.write();
            } catch (SQLException failure) {
                ofTheApplication[0] = failure;
                return false;
            }
        };
        boolean booked = shared.connection().run(source, own -> work.run(own, shielded));
        if (ofTheApplication[0] != null) {
            throw ofTheApplication[0];
        }
        return booked;
    }

    private boolean look(SharedWindow window) throws SQLException {
        return shared.connection().run(source, window::look);
    }

    private boolean send(SharedWindow window, LossEntries entries, int step, When when) throws SQLException {
        return use(entries.writing(when), statement -> entries.write(statement, window, step, shared, when));
    }

    private boolean use(String sql, Questions.Use use) throws SQLException {
        try {
            return questions.use(sql, use);
        } catch (SQLException failure) {
            throw LedgerSchema.isUnusable(failure) ? LedgerUnavailable.because(failure) : failure;
        }
    }
}
