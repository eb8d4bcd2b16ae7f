package io.writeguard.driver.transaction;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.Reservation;
import io.writeguard.driver.impact.Alongside;
import io.writeguard.driver.ledger.LedgerBook;
import io.writeguard.driver.ledger.SharedRenewals;
import io.writeguard.driver.ledger.Written;
import io.writeguard.driver.override.SqlOverride;
import io.writeguard.driver.renewal.Author;
import io.writeguard.driver.renewal.Renewal;
import io.writeguard.driver.renewal.Renewals;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.row.RowIdentity;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One transaction of one connection, from its first statement to its end. One thread at a time. */
public final class OpenTransaction {

    /** Most transactions do one thing to secrets, and there is one for each statement in auto-commit mode. */
    private static final int FEW = 1;

    @FunctionalInterface
    private interface Undo {
        void run();
    }

    private record LossUndo(Ledger ledger, Reservation own, Reservation.Entry entry) implements Undo {
        @Override
        public void run() {
            ledger.undo(own, entry);
        }
    }

    private record Savepoint(String name, int depth) {}

    private final Renewals renewals;
    private final Author author = new Author();
    private final Map<Ledger, Reservation> reservations = new HashMap<>();
    private final Written written = new Written();
    private final Set<Ledger> tookLast = new HashSet<>();
    private final Set<KeyedHash> touched = new HashSet<>();
    private final Set<Long> touchedTables = new HashSet<>();
    private final Deque<LedgerBook.Noted> told = new ArrayDeque<>(FEW);
    private final Deque<Undo> undos = new ArrayDeque<>(FEW);
    private final Deque<Savepoint> savepoints = new ArrayDeque<>(FEW);
    private SqlOverride override;
    private boolean wroteSecrets;
    private boolean fetches;

    public OpenTransaction(Renewals renewals) {
        this.renewals = renewals;
    }

    public Author author() {
        return author;
    }

    /** What it has lost in the ledger so far; null for nothing. */
    public Reservation reservation(Ledger ledger) {
        return reservations.get(ledger);
    }

    /** Whether it has locked or written the row, by any of the row's unique keys. */
    public boolean holds(RowIdentity row) {
        return touched.contains(row.row()) || row.keys().stream().anyMatch(touched::contains);
    }

    /** Whether one of its statements has taken the last of more than one live secret. */
    public boolean tookLast(Ledger ledger) {
        return tookLast.contains(ledger);
    }

    /** Whether it has lost or gained any secret. */
    public boolean hasReservations() {
        return !reservations.isEmpty();
    }

    public boolean hasLost(Ledger ledger, KeyedHash row) {
        Reservation reservation = reservations.get(ledger);
        return reservation != null && ledger.hasLost(reservation, row);
    }

    /** Whether it has lost any row in the ledger that it has not given back. */
    public boolean hasLosses(Ledger ledger) {
        Reservation reservation = reservations.get(ledger);
        return reservation != null && ledger.hasLosses(reservation);
    }

    /**
     * Books the effects, before the submission is sent.
     *
     * @param book of the ledgers that other processes count in too
     * @return false where other transactions have filled a window since the verdict; then nothing was booked
     */
    public boolean apply(Effects effects, LedgerBook book) throws SQLException {
        int depth = depth();
        boolean booked = false;
        try {
            booked = bookLosses(effects.losses(), book);
            if (booked) {
                tellOthers(effects.writes(), book);
            }
        } catch (SQLException failure) {
            undoTo(depth);
            throw failure;
        }
        if (!booked) {
            undoTo(depth);
        }
        if (booked) {
            note(effects);
        }
        return booked;
    }

    private boolean bookLosses(List<Effects.Loss> losses, LedgerBook book) throws SQLException {
        for (Effects.Loss loss : losses) {
            Ledger ledger = loss.ledger();
            Reservation own = reservations.computeIfAbsent(ledger, Ledger::open);
            if (loss.changes().countNothing()) {
                ledger.note(own, loss.changes());
                continue;
            }
            Reservation.Entry entry = reserve(loss, own);
            if (entry == null) {
                return false;
            }
            undos.push(written.mark(ledger)::run);
            if (!book.book(ledger, own, entry, loss.room(), written)) {
                return false;
            }
            if (loss.takesLast() && tookLast.add(ledger)) {
                undos.push(() -> tookLast.remove(ledger));
            }
        }
        return true;
    }

    /**
     * Reserves one loss in this process alone: it is written into a ledger that others share in the same trip as the statement.
     *
     * @return what has to be written there; null where it can't be, and nothing was reserved
     */
    public Alongside reserve(Effects.Loss loss, LedgerBook book) {
        int depth = depth();
        Reservation own = reservations.computeIfAbsent(loss.ledger(), Ledger::open);
        Reservation.Entry entry = reserve(loss, own);
        Alongside alongside = entry == null ? null : book.alongside(loss.ledger(), entry, loss.room());
        if (alongside == null) {
            undoTo(depth);
        }
        return alongside;
    }

    /** Null where there is no room any more. */
    private Reservation.Entry reserve(Effects.Loss loss, Reservation own) {
        Reservation.Entry entry = loss.ledger().reserve(own, loss.changes(), loss.room());
        if (entry != null) {
            undos.push(new LossUndo(loss.ledger(), own, entry));
        }
        return entry;
    }

    private void tellOthers(List<Effects.Write> writes, LedgerBook book) throws SQLException {
        if (writes.isEmpty()) {
            return;
        }
        Map<SharedRenewals, Set<KeyedHash>> rows = new HashMap<>();
        for (Effects.Write write : writes) {
            if (write.shared() != null && !write.rows().isEmpty()) {
                rows.computeIfAbsent(write.shared(), first -> new HashSet<>()).addAll(write.rows());
            }
        }
        for (Map.Entry<SharedRenewals, Set<KeyedHash>> renewed : rows.entrySet()) {
            told.push(book.note(renewed.getKey(), renewed.getValue()));
            undos.push(told::pop);
        }
    }

    /** Whether it has written anything for other processes to see. */
    public boolean hasToldOthers() {
        return !told.isEmpty() || !written.isEmpty();
    }

    /** To be called just before it is committed. */
    public void beforeCommit(LedgerBook book) throws SQLException {
        for (LedgerBook.Noted noted : told) {
            book.noteAgain(noted);
        }
    }

    private void note(Effects effects) {
        for (Effects.Write write : effects.writes()) {
            wroteSecrets = true;
            undos.push(
                    renewals.written(write.table(), write.column(), write.rows(), new Renewal(author, write.value()))
                            ::run);
        }
        for (Effects.RepeatableValue value : effects.values()) {
            if (value.ledger().repeated().remember(value.value(), value.row())) {
                undos.push(() -> value.ledger().repeated().forget(value.value()));
            }
        }
        hold(effects.touched());
        effects.touchedTables().forEach(this::holdUnnamed);
    }

    /** The transaction holds these rows from now on. */
    public void hold(Set<KeyedHash> rows) {
        for (KeyedHash row : rows) {
            if (touched.add(row)) {
                undos.push(() -> touched.remove(row));
            }
        }
    }

    /** The override that SQL has set in it; null for none. */
    public SqlOverride override() {
        return override;
    }

    /** SQL has set another override, or ended it with null: until the transaction ends, or goes back to before this. */
    public void override(SqlOverride next) {
        SqlOverride before = override;
        undos.push(() -> override = before);
        override = next;
    }

    /** One of its statements, which calls what reaches a guarded table, may have opened a cursor. */
    public void mayFetch() {
        fetches = true;
    }

    /** Whether what its cursors call may reach a guarded table. */
    public boolean fetches() {
        return fetches;
    }

    /** The transaction holds rows of this table from now on that no key names. */
    public void holdUnnamed(long table) {
        if (touchedTables.add(table)) {
            undos.push(() -> touchedTables.remove(table));
        }
    }

    /** Whether it may have locked or written rows of the table of which {@link #holds} does not know. */
    public boolean holdsUnnamed(long table) {
        return touchedTables.contains(table);
    }

    /** How much has been booked; {@link #undoTo} goes back there. */
    public int depth() {
        return undos.size();
    }

    public void undoTo(int depth) {
        while (undos.size() > depth) {
            undos.pop().run();
        }
    }

    /** Undoes what came after that depth in one ledger: it turned out to be no loss. */
    public void takeBack(Ledger ledger, int depth) {
        Iterator<Undo> newestFirst = undos.iterator();
        for (int i = undos.size(); i > depth; i--) {
            if (newestFirst.next() instanceof LossUndo loss && loss.ledger() == ledger) {
                newestFirst.remove();
                loss.run();
            }
        }
    }

    public void savepoint(String name) {
        savepoints.push(new Savepoint(name, depth()));
    }

    /** Undoes what came after the newest savepoint of that name, which stays (manual, "ROLLBACK TO SAVEPOINT"). */
    public void rollbackTo(String name) {
        while (!savepoints.isEmpty() && !savepoints.peek().name().equals(name)) {
            savepoints.pop();
        }
        undoTo(savepoints.isEmpty() ? 0 : savepoints.peek().depth());
    }

    public void release(String name) {
        boolean found = false;
        while (!found && !savepoints.isEmpty()) {
            found = savepoints.pop().name().equals(name);
        }
    }

    /** The server has prepared it under this id: it counts as committed. */
    public void prepare(String id) {
        reservations.forEach((ledger, own) -> ledger.prepare(own, id));
        settleWrites();
    }

    /** The server has said that it committed, or has not said what became of it. */
    public void commit() {
        reservations.forEach(Ledger::commit);
        settleWrites();
    }

    private void settleWrites() {
        if (wroteSecrets) {
            renewals.committed(author);
        }
    }

    public void rollback() {
        undoTo(0);
        reservations.forEach(Ledger::release);
    }
}
