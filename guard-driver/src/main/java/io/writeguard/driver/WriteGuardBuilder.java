package io.writeguard.driver;

import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.session.Readings;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Builds a {@link WriteGuard}. Each value is checked at once. Not thread-safe. */
public final class WriteGuardBuilder {

    private final List<GuardListener> listeners = new ArrayList<>();
    private DataSource dataSource;
    private DataSource ledger;
    private Rules rules;
    private Clock clock = Clock.systemUTC();

    WriteGuardBuilder() {}

    /** The DataSource to guard: the driver's own, inside the pool; or a pool. Required. */
    public WriteGuardBuilder dataSource(DataSource toGuard) {
        dataSource = Objects.requireNonNull(toGuard, "dataSource");
        return this;
    }

    /**
     * The rules file. Without this call it is looked up as for a URL.
     *
     * @throws IllegalArgumentException where it has problems; the message has all of them
     */
    public WriteGuardBuilder rules(Path file) {
        try {
            rules = RulesFile.read(file);
        } catch (RulesException problems) {
            throw new IllegalArgumentException(problems.getMessage(), problems);
        }
        return this;
    }

    /**
     * The rules file, by its location.
     *
     * @param location a path, {@code file:…} or {@code classpath:…}
     * @throws IllegalArgumentException where there is none or it has problems; the message has all of them
     */
    public WriteGuardBuilder rules(String location) {
        try {
            rules = RulesLocation.read(location);
        } catch (RulesException problems) {
            throw new IllegalArgumentException(problems.getMessage(), problems);
        }
        return this;
    }

    /** One more listener. */
    public WriteGuardBuilder listener(GuardListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** One more listener, of events alone. */
    public WriteGuardBuilder listener(Consumer<GuardEvent> events) {
        Objects.requireNonNull(events, "events");
        return listener(new GuardListener() {
            @Override
            public void onEvent(GuardEvent event) {
                events.accept(event);
            }
        });
    }

    /** The clock that windows and overrides go by; the system's by default. */
    public WriteGuardBuilder clock(Clock time) {
        clock = Objects.requireNonNull(time, "clock");
        return this;
    }

    /**
     * Where the guard takes the connection that it counts with, for rules with {@code budget: database}. Needed where the
     * guard stands around a pool, and then not that pool: a caller may hold its last connection. By default, inside a pool
     * or without one, the guarded DataSource.
     */
    public WriteGuardBuilder ledger(DataSource source) {
        ledger = Objects.requireNonNull(source, "ledger");
        return this;
    }

    /**
     * @throws IllegalStateException without a DataSource
     * @throws IllegalArgumentException where no rules were given and none are found
     */
    public WriteGuard build() {
        if (dataSource == null) {
            throw new IllegalStateException("a guard needs a DataSource: call dataSource(…)");
        }
        DataSource inner = dataSource;
        return new WriteGuard(
                rules == null ? lookedUp() : rules,
                clock,
                listeners,
                new Readings(),
                inner::getConnection,
                ledger == null ? null : ledger::getConnection,
                inner);
    }

    private static Rules lookedUp() {
        try {
            return RulesLocation.find(null);
        } catch (RulesException problems) {
            throw new IllegalArgumentException(problems.getMessage(), problems);
        }
    }
}
