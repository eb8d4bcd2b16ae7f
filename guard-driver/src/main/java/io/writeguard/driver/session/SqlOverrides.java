package io.writeguard.driver.session;

import io.writeguard.driver.event.Events;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.override.OverrideChange;
import io.writeguard.driver.override.OverrideChange.Effect;
import io.writeguard.driver.override.SqlOverride;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.Rule;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.StatementKind;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The setting {@code writeguard.override} of one connection: refused where it must not be set, and told of where it is. */
final class SqlOverrides {

    private final boolean allowed;
    private final FollowedTransaction transaction;
    private final Events events;
    private SqlOverride announced;

    /**
     * @param allowed {@code overrides.allow-sql}
     */
    SqlOverrides(boolean allowed, FollowedTransaction transaction, Events events) {
        this.allowed = allowed;
        this.transaction = transaction;
        this.events = events;
    }

    /** What is wrong with a text that sets the override where that is not allowed; empty where nothing is. */
    List<Violation> violations(List<SubmittedStatement> statements) throws SQLException {
        boolean inTransaction = !transaction.autoCommits();
        for (SubmittedStatement statement : statements) {
            StatementKind kind = statement.reading().kind();
            if (kind == StatementKind.BEGIN) {
                inTransaction = true;
            } else if (kind == StatementKind.COMMIT || kind == StatementKind.ROLLBACK) {
                inTransaction = false;
            }
            Optional<OverrideChange> change = OverrideChange.of(statement);
            if (change.isPresent() && change.get().effect() != Effect.ENDS) {
                String problem = problem(change.get().effect(), inTransaction);
                if (problem != null) {
                    return List.of(violation(SessionWording.overrideRefused(problem)));
                }
            }
        }
        return List.of();
    }

    /** What would have been written under it can't be told. */
    private static Violation violation(String message) {
        return new Violation(Rule.UNANALYSABLE_WRITE, null, null, null, null, null, null, message);
    }

    private String problem(Effect effect, boolean inTransaction) {
        if (!allowed) {
            return SessionWording.OVERRIDE_NOT_ALLOWED;
        }
        return switch (effect) {
            case OUTLIVES_TRANSACTION -> SessionWording.OVERRIDE_OUTLIVES;
            case UNREADABLE -> SessionWording.OVERRIDE_UNREADABLE;
            case WITHOUT_REASON -> SessionWording.OVERRIDE_WITHOUT_REASON;
            default -> inTransaction ? null : SessionWording.OVERRIDE_OUTSIDE;
        };
    }

    /** A statement has run. */
    void follow(SubmittedStatement statement) {
        OverrideChange.of(statement).ifPresent(change -> transaction.current().override(change.override()));
    }

    /** Tells what has become of the override since the last call. */
    void announce() {
        SqlOverride present = transaction.current().override();
        if (Objects.equals(present, announced)) {
            return;
        }
        if (announced != null) {
            events.raise(GuardEvent.Kind.OVERRIDE_CLOSED, SessionWording.overrideClosed(announced));
        }
        if (present != null) {
            events.raise(GuardEvent.Kind.OVERRIDE_OPENED, SessionWording.overrideOpened(present));
        }
        announced = present;
    }
}
