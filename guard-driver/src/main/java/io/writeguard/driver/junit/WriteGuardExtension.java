package io.writeguard.driver.junit;

import io.writeguard.driver.GuardListener;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.rules.Rule;
import io.writeguard.rules.check.Violation;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Guards the DataSource of a test class, and fails each test in which a write was refused, or let through with a warning,
 * that the test did not ask for by {@link #assertRefused}: also where the application has swallowed the exception.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final WriteGuardExtension guard = WriteGuardExtension.over(() -> dataSource, Path.of("writeguard.yaml"));
 * }</pre>
 *
 * Each test begins with an empty window. Tests of one extension must not run at the same time.
 */
public final class WriteGuardExtension implements BeforeEachCallback, AfterEachCallback, GuardListener {

    private final List<Violation> unexpected = new CopyOnWriteArrayList<>();
    private final Supplier<WriteGuard> guards;
    private final TestClock clock = new TestClock(Clock.systemUTC());
    private WriteGuard guard;

    private WriteGuardExtension(Supplier<DataSource> dataSource, Path rules) {
        this.guards = () -> WriteGuard.builder()
                .dataSource(dataSource.get())
                .rules(rules)
                .clock(clock)
                .listener(this)
                .build();
    }

    private WriteGuardExtension() {
        this.guards = () -> {
            throw new IllegalStateException(JunitWording.NO_DATA_SOURCE);
        };
    }

    /**
     * Guards a DataSource.
     *
     * @param dataSource asked once, when a test first wants it: a container may start before
     */
    public static WriteGuardExtension over(Supplier<DataSource> dataSource, Path rules) {
        return new WriteGuardExtension(
                Objects.requireNonNull(dataSource, "dataSource"), Objects.requireNonNull(rules, "rules"));
    }

    /** Listens to a guard that somebody else makes, and is given to it as a listener, for example as a bean. */
    public static WriteGuardExtension listening() {
        return new WriteGuardExtension();
    }

    /** The guarded DataSource, the same for all tests of the class. */
    public DataSource dataSource() {
        return guard().dataSource();
    }

    /** The guard, for an override. */
    public synchronized WriteGuard guard() {
        if (guard == null) {
            guard = guards.get();
        }
        return guard;
    }

    /** What was refused, or let through with a warning, in this test and not asked for yet. */
    public List<Violation> violations() {
        return List.copyOf(unexpected);
    }

    /**
     * Asserts that a write was refused, or let through with a warning, in this test; the test does not fail for it.
     *
     * @param table {@code schema.table}
     * @throws AssertionError where there was none
     */
    public void assertRefused(Rule rule, String table) {
        if (!unexpected.removeIf(found -> found.rule() == rule && table.equals(String.valueOf(found.table())))) {
            throw new AssertionError(JunitWording.notRefused(rule, table, violations()));
        }
    }

    @Override
    public void onEvent(GuardEvent event) {
        if (event.kind() == GuardEvent.Kind.REJECTED || event.kind() == GuardEvent.Kind.WARNED) {
            unexpected.add(event.violation());
        }
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        unexpected.clear();
        clock.skipWindows();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (!unexpected.isEmpty()) {
            throw new AssertionError(JunitWording.refused(violations()));
        }
    }
}
