package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.budget.Room;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** What this process knows of one ledger in the database. Thread-safe. */
final class SharedWindow {

    /** How many processes may each lose their share without looking before that could be more than half of the room. */
    private static final long PROCESSES = 64;

    private static final Duration LOOK_TRUSTED_FOR = Duration.ofSeconds(1);
    private static final Duration TIDY_AFTER = Duration.ofMinutes(1);
    private static final Duration A_MOMENT = Duration.ofMillis(5);
    private static final int PATIENCE = 1000;

    private static final String BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED;"
            + " SET LOCAL lock_timeout = '10s'; SET LOCAL statement_timeout = '30s'";

    private static final String TIGHTEN =
            "INSERT INTO writeguard.tight (guarded, secret) VALUES (?, ?) ON CONFLICT DO NOTHING";

    private static final String LOOSEN = "DELETE FROM writeguard.tight WHERE guarded = ? AND secret = ?";

    /** Answers whether the losses have been written. */
    @FunctionalInterface
    interface Booking {
        boolean write() throws SQLException;
    }

    private final Ledger ledger;
    private final UUID instance;
    private final ReservedLocks locks;
    private final Clock clock;
    private final AtomicLong addedSinceLook = new AtomicLong();
    private volatile boolean tight;
    private volatile long askedFor;
    private volatile boolean looked;
    private volatile long lookedAt;
    private volatile boolean tidied;
    private volatile long tidiedAt;
    private volatile String snapshot;

    SharedWindow(Ledger ledger, UUID instance, Clock clock) {
        this.ledger = ledger;
        this.instance = instance;
        this.locks = ReservedLocks.of(ledger.name(), instance);
        this.clock = clock;
    }

    Ledger ledger() {
        return ledger;
    }

    ReservedLocks locks() {
        return locks;
    }

    boolean lookedLately() {
        return looked && System.nanoTime() - lookedAt < LOOK_TRUSTED_FOR.toNanos();
    }

    /** What the last look has seen is outdated: the next question looks again. */
    void distrust() {
        looked = false;
    }

    /** Whether so many more rows may be lost by this process before it looks again. */
    private boolean covers(long rows, Room room) {
        return lookedLately() && addedSinceLook.get() + rows <= ledger.upTo(room) / (2 * PROCESSES);
    }

    /** Counts in so many more rows where nobody has to be asked or waited for; false where somebody has. */
    boolean adds(long rows, Room room) {
        boolean free = !isTight() && covers(rows, room) && hasRoom(room);
        if (free) {
            addedSinceLook.addAndGet(rows);
        }
        return free;
    }

    /** Whether it is known that losses are counted one by one. */
    boolean isTight() {
        return tight && lookedLately();
    }

    /** Whether there is so much room that those who lose rows need not wait for one another. */
    boolean hasRoom(Room room) {
        return !tight && ledger.total() + askedFor <= ledger.upTo(room) / 2;
    }

    /** Looks at what other processes have done since the last look; says whether that is news. */
    boolean look(Connection own) throws SQLException {
        execute(own, BEGIN);
        boolean news = lookInside(own);
        execute(own, "COMMIT");
        tidy(own);
        return news;
    }

    /**
     * Books if there was no further reset and there is plenty of room in it, after having said what is asked for: of two that
     * do so at once, one sees the other.
     */
    boolean withPlentyOfRoom(Connection own, long resets, int step, Room room, Booking booking) throws SQLException {
        execute(
                own,
                BEGIN + "; SELECT pg_catalog.pg_try_advisory_xact_lock_shared(" + locks.firstKey() + ", "
                        + locks.secondKeyAskedFor(step) + ")");
        lookInside(own);
        boolean booked = ledger.resets() == resets && hasRoom(room) && booking.write();
        execute(own, "COMMIT");
        return booked;
    }

    /**
     * Books if there was no further reset, with nobody else doing so, exactly: the table is tight from now on, so that no
     * other process goes by what it has seen before, until there is plenty of room again.
     */
    boolean exclusively(Connection own, long resets, Room room, Booking booking) throws SQLException {
        while (update(
                        own,
                        BEGIN + "; SELECT pg_catalog.pg_advisory_xact_lock(" + locks.firstKeyFrom() + ", 0); "
                                + TIGHTEN)
                > 0) {
            execute(own, "COMMIT");
        }
        lookInside(own);
        waitForThoseWhoAsk(own, room);
        boolean booked = ledger.resets() == resets && ledger.total() + askedFor <= ledger.upTo(room) && booking.write();
        if (ledger.total() <= ledger.upTo(room) / 4) {
            update(own, LOOSEN);
        }
        execute(own, "COMMIT");
        return booked;
    }

    /** They have their answer in a moment: what they asked for is reserved then, or it is not. */
    private void waitForThoseWhoAsk(Connection own, Room room) throws SQLException {
        for (int i = 0; i < PATIENCE && mayYetHaveRoom(room); i++) {
            LockSupport.parkNanos(A_MOMENT.toNanos());
            lookInside(own);
        }
    }

    private boolean mayYetHaveRoom(Room room) {
        long upTo = ledger.upTo(room);
        return ledger.total() <= upTo && ledger.total() + askedFor > upTo;
    }

    private boolean lookInside(Connection own) throws SQLException {
        addedSinceLook.set(0);
        long now = System.nanoTime();
        Instant since = clock.instant().minus(ledger.limits().window());
        LedgerLook look = LedgerLook.at(own, ledger.name(), instance, locks, snapshot, since);
        if (look.reset() != null) {
            ledger.reset(look.reset());
        }
        boolean news = ledger.learn(look.lost(ledger::holds), look.reserved()) || look.reset() != null;
        snapshot = look.snapshot();
        tight = look.tight();
        askedFor = look.askedFor();
        lookedAt = now;
        looked = true;
        return news;
    }

    /** Forgets what was lost, here and in the table, and tells other processes to do so when they look the next time. */
    boolean reset(Connection own) throws SQLException {
        update(own, BEGIN + "; DELETE FROM writeguard.losses WHERE guarded = ? AND secret = ?");
        update(own, LOOSEN);
        LossEntries.writeReset(own, this, instance, clock.instant());
        execute(own, "COMMIT");
        ledger.reset();
        return true;
    }

    private void tidy(Connection own) throws SQLException {
        if (!tidied || System.nanoTime() - tidiedAt >= TIDY_AFTER.toNanos()) {
            tidied = true;
            tidiedAt = System.nanoTime();
            Tidying.run(own, ledger.name(), clock.instant());
        }
    }

    /** Returns how many rows the last of the statements has changed. */
    private int update(Connection own, String sql) throws SQLException {
        try (PreparedStatement statement = own.prepareStatement(sql)) {
            statement.setString(1, ledger.name().table());
            statement.setString(2, ledger.name().secret());
            statement.execute();
            int changed = statement.getUpdateCount();
            while (statement.getMoreResults() || statement.getUpdateCount() != -1) {
                changed = statement.getUpdateCount();
            }
            return changed;
        }
    }

    private static void execute(Connection own, String sql) throws SQLException {
        try (Statement statement = own.createStatement()) {
            statement.execute(sql);
        }
    }
}
