package io.writeguard.driver;

import io.writeguard.driver.budget.BudgetStatus;
import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.WarningSummary;
import io.writeguard.driver.ledger.LedgerUnavailable;
import io.writeguard.driver.ledger.OwnConnections;
import io.writeguard.driver.mode.Mode;
import io.writeguard.driver.mode.ModeControl;
import io.writeguard.driver.mode.ModeSwitch;
import io.writeguard.driver.override.GuardOverride;
import io.writeguard.driver.override.Overrides;
import io.writeguard.driver.session.GuardedDatabases;
import io.writeguard.driver.session.GuardedSessions;
import io.writeguard.driver.session.Readings;
import io.writeguard.driver.session.SessionFactory;
import io.writeguard.rules.Rule;
import io.writeguard.rules.Rules;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A guard in front of PostgreSQL: hands out connections that refuse the writes which would lose secrets for good.
 * Thread-safe.
 *
 * <pre>{@code
 * DataSource guarded = WriteGuard.wrap(dataSource, Path.of("writeguard.yaml"));
 * }</pre>
 */
public final class WriteGuard implements AutoCloseable {

    private final Events events;
    private final Overrides overrides;
    private final ModeSwitch mode;
    private final GuardedSessions sessions;
    private final DataSource dataSource;
    private final GuardEnding ending;
    private volatile boolean closed;

    WriteGuard(
            Rules rules,
            Clock clock,
            List<GuardListener> listeners,
            Readings readings,
            OwnConnections ownConnections,
            OwnConnections ledgerConnections,
            DataSource inner) {
        this.events = new Events(clock, listeners);
        this.overrides = new Overrides(clock, events, this);
        this.mode = new ModeSwitch(events);
        this.sessions = new GuardedSessions(
                new GuardedDatabases(rules, clock),
                readings,
                ownConnections,
                ledgerConnections,
                overrides,
                mode,
                events,
                new JdbcRefusals(),
                this);
        this.dataSource = inner == null ? null : new GuardedDataSource(this, inner, sessions);
        this.ending = new GuardEnding(
                this,
                List.of(
                        ModeControl.openedGuard(resetOf(new WeakReference<>(this))),
                        new LinkedRecords(),
                        events.ending()));
    }

    /**
     * A DataSource over another, with everything else as it is by default.
     *
     * @throws IllegalArgumentException where the rules file has problems; the message has all of them
     */
    public static DataSource wrap(DataSource dataSource, Path rules) {
        return builder().dataSource(dataSource).rules(rules).build().dataSource();
    }

    public static WriteGuardBuilder builder() {
        return new WriteGuardBuilder();
    }

    /**
     * The guard that a connection belongs to, however it was opened; a pool may stand in between.
     *
     * @throws SQLException where the connection is not a guarded one
     */
    public static WriteGuard of(Connection connection) throws SQLException {
        return connection.unwrap(WriteGuard.class);
    }

    /**
     * Where the rules are looked up that nobody names (SPEC section 2): a path, {@code file:…} or {@code classpath:…}. Empty
     * where there is no rules file.
     */
    public static Optional<String> findRules() {
        return RulesLocation.lookUp(null);
    }

    /** Whether the DataSource itself hands out guarded connections; says nothing of what a pool is made of. */
    public static boolean isGuarded(DataSource dataSource) {
        return dataSource instanceof GuardedDataSource || dataSource instanceof WriteGuardDataSource;
    }

    /** How much the guard does at present. */
    public Mode mode() {
        return mode.current();
    }

    /**
     * The guarded DataSource.
     *
     * @throws IllegalStateException for a guard that was opened by URL
     */
    public DataSource dataSource() {
        if (dataSource == null) {
            throw new IllegalStateException("this guard was opened by URL and has no DataSource");
        }
        return dataSource;
    }

    /**
     * Permits, on this thread and for this long, what the guard would refuse (SPEC section 6). Poisoned values stay refused
     * unless their rule is named. Logged, and raised as events.
     *
     * @param reason says why, for the log; not blank
     * @param rules the rules to override; none for all but those that judge values
     * @throws IllegalArgumentException for a blank reason or a duration that is not positive
     */
    public GuardOverride override(String reason, Duration duration, Rule... rules) {
        return overrides.open(reason, duration, rules);
    }

    /**
     * What has been let through so far that would have been refused ({@code action: warn}, or the mode {@code warn}), by
     * rule, table and statement: the evidence to choose limits from. Also written to the log when the JVM ends.
     */
    public WarningSummary warnings() {
        return events.warnings();
    }

    /** Writes {@link #warnings()} to the log now, unless nothing has come since it was last written. */
    public void reportWarnings() {
        events.reportWarnings();
    }

    /**
     * How the window of each secret column stands that was written so far, in the databases to which this guard has opened
     * connections. Guards with equal rules share their windows, so these are not of this guard alone.
     */
    public List<BudgetStatus> budgets() {
        return sessions.budgets();
    }

    /**
     * Forgets what was lost in the windows of {@link #budgets()}, so that as much may be lost again. Open transactions keep
     * what they have reserved. Logged, and raised as events. With {@code budget: database} it reaches every process that
     * shares the windows, others within a second; also by JMX, see {@link io.writeguard.driver.mode.ModeControlMBean}.
     *
     * @param reason says why, for the log; not blank
     * @throws IllegalArgumentException for a blank reason
     * @throws IllegalStateException where a window that is shared can't be reached; then none is emptied
     */
    public void resetBudgets(String reason) {
        if (reason == null || reason.isBlank()) {
            throw new IllegalArgumentException(DriverWording.RESET_WITHOUT_REASON);
        }
        try {
            sessions.resetBudgets(reason);
        } catch (LedgerUnavailable failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    private static Consumer<String> resetOf(WeakReference<WriteGuard> guard) {
        return reason -> {
            WriteGuard open = guard.get();
            if (open != null) {
                open.resetBudgets(reason);
            }
        };
    }

    /**
     * Ends what the JVM holds for the guard: a line of the log that waits for its time, the report of warnings at the end of
     * the JVM, a connection of the guard's own, the switch in JMX where this is the last guard. The DataSource hands out no
     * connections any more; those that are open stay guarded, and the DataSource inside stays open. A guard that nobody
     * holds any more, nor a connection of it, ends by itself, some time later.
     */
    @Override
    public void close() {
        closed = true;
        sessions.rest();
        ending.end();
    }

    boolean isClosed() {
        return closed;
    }

    SessionFactory sessions() {
        return sessions;
    }
}
