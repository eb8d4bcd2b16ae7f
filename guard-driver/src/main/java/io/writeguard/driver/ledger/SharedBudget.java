package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.Ledger;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The ledgers of one database that this process shares with others. Thread-safe. */
public final class SharedBudget {

    private final UUID instance = UUID.randomUUID();
    private final OwnConnection connection = new OwnConnection();
    private final ConcurrentMap<Ledger, SharedWindow> windows = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile boolean prepared;

    public SharedBudget(Clock clock) {
        this.clock = clock;
    }

    UUID instance() {
        return instance;
    }

    Clock clock() {
        return clock;
    }

    OwnConnection connection() {
        return connection;
    }

    /** Creates the schema where it is missing: in the application's transaction it would be too late. */
    void prepare(OwnConnections source) throws LedgerUnavailable {
        if (!prepared) {
            connection.run(source, LedgerSchema::check);
            prepared = true;
        }
    }

    /** Empties the window in every process that shares it: in others when they look the next time, within a second. */
    public void reset(OwnConnections source, Ledger ledger) throws LedgerUnavailable {
        SharedWindow window = window(ledger);
        connection.run(source, window::reset);
    }

    /** Lets go of the guard's own connection, until it is needed again. */
    public void rest() {
        connection.close();
    }

    SharedWindow window(Ledger ledger) {
        return windows.computeIfAbsent(ledger, first -> new SharedWindow(first, instance, clock));
    }
}
