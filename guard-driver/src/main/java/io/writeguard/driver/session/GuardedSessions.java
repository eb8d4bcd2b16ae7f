package io.writeguard.driver.session;

import io.writeguard.driver.budget.Budget;
import io.writeguard.driver.budget.BudgetStatus;
import io.writeguard.driver.budget.BudgetWording;
import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.judge.Knowledge;
import io.writeguard.driver.ledger.LedgerUnavailable;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.override.Overrides;
import io.writeguard.driver.schema.NameResolver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.BaseConnection;

/** Opens sessions for the connections of one guarded DataSource or driver. Thread-safe. */
public final class GuardedSessions implements SessionFactory {

    private final GuardedDatabases databases;
    private final Readings readings;
    private final OwnConnections ownConnections;
    private final OwnConnections ledgerConnections;
    private final Overrides overrides;
    private final ModeSwitch mode;
    private final Events events;
    private final Refusals refusals;
    private final Object guard;

    /**
     * @param ownConnections asked where the application's connections come from no pool
     * @param ledgerConnections asked for {@code budget: database}; null for {@code ownConnections}
     * @param guard what the sessions belong to
     */
    public GuardedSessions(
            GuardedDatabases databases,
            Readings readings,
            OwnConnections ownConnections,
            OwnConnections ledgerConnections,
            Overrides overrides,
            ModeSwitch mode,
            Events events,
            Refusals refusals,
            Object guard) {
        this.databases = databases;
        this.readings = readings;
        this.ownConnections = ownConnections;
        this.ledgerConnections = ledgerConnections;
        this.overrides = overrides;
        this.mode = mode;
        this.events = events;
        this.refusals = refusals;
        this.guard = guard;
    }

    /** How the windows of the databases stand that connections were opened to. */
    public List<BudgetStatus> budgets() {
        return databases.budgets().stream()
                .flatMap(budget -> budget.status().stream())
                .toList();
    }

    /**
     * Forgets the losses of all windows; logged, and raised as events.
     *
     * @throws LedgerUnavailable where a window that is shared with other processes can't be reached; then none is emptied
     */
    public void resetBudgets(String reason) throws LedgerUnavailable {
        databases.resetShared(ledgerConnections == null ? ownConnections : ledgerConnections);
        for (Budget budget : databases.budgets()) {
            budget.reset()
                    .forEach(status -> events.raise(GuardEvent.Kind.BUDGET_RESET, BudgetWording.reset(status, reason)));
        }
    }

    /** Closes the connections of the guard's own that are kept for later. */
    public void rest() {
        databases.rest();
    }

    @Override
    public Session open(Connection raw) throws SQLException {
        BaseConnection server = raw.unwrap(BaseConnection.class);
        GuardedDatabase database = databases.of(raw, server);
        NameResolver names = new NameResolver(raw, database.catalog());
        Knowledge knowledge = database.knowledge();
        FollowedTransaction transaction =
                new FollowedTransaction(raw, server, knowledge.renewals(), knowledge.budget());
        OwnConnections beside = raw == server ? ownConnections : OwnConnections.NONE;
        SqlOverrides sqlOverrides = new SqlOverrides(database.rules().allowSqlOverride(), transaction, events);
        SessionParts parts = new SessionParts(
                raw,
                server,
                database,
                names,
                transaction,
                beside,
                ledgerConnections == null ? beside : ledgerConnections,
                overrides,
                mode,
                events,
                sqlOverrides,
                refusals);
        return new GuardedSession(
                raw,
                database,
                readings,
                events,
                refusals,
                names,
                transaction,
                sqlOverrides,
                new JudgedExecution(parts),
                guard);
    }
}
