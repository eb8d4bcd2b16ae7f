package io.writeguard.driver.session;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.Rule;
import io.writeguard.rules.TableName;
import io.writeguard.rules.check.EmptySecretRule;
import io.writeguard.rules.check.MalformedSecretRule;
import io.writeguard.rules.check.MassInvalidationRule;
import io.writeguard.rules.check.PlaceholderSecretRule;
import io.writeguard.rules.check.ValueState;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.check.WriteContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Recognises the refusals of the rules that the database holds by itself ({@code ddl} on the command line), by the names of
 * constraints. The server's own message may quote the whole row, so that nothing of it is passed on.
 */
final class DatabaseRefusals {

    private static final String CHECK_VIOLATION = "23514";
    private static final String PREFIX = "writeguard_";

    private DatabaseRefusals() {}

    /** Empty where the database has refused for another reason. */
    static Optional<Violation> of(SQLException failure, Catalog catalog, List<SubmittedStatement> statements) {
        return Causes.of(failure)
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .filter(error -> CHECK_VIOLATION.equals(error.getSQLState()) && error.getServerErrorMessage() != null)
                .findFirst()
                .flatMap(error -> of(error.getServerErrorMessage(), catalog, operation(statements)));
    }

    private static String operation(List<SubmittedStatement> statements) {
        return statements.stream()
                .flatMap(statement -> statement.reading().writes().stream())
                .map(write -> write.operation().id().replace("merge-", "").toUpperCase(Locale.ROOT))
                .findFirst()
                .orElse("statement");
    }

    private static Optional<Violation> of(ServerErrorMessage error, Catalog catalog, String operation) {
        String constraint = error.getConstraint();
        if (constraint == null || !constraint.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return catalog.tables().stream()
                .filter(table -> table.name().equals(new TableName(error.getSchema(), error.getTable())))
                .findFirst()
                .flatMap(table -> violation(table, constraint, error.getColumn(), operation));
    }

    private static Optional<Violation> violation(
            GuardedTable table, String constraint, String column, String operation) {
        WriteContext context = new WriteContext(table.rules(), table.name(), table.key(), operation);
        String named = constraint.substring(PREFIX.length());
        if (named.equals(id(Rule.MASS_INVALIDATION))) {
            return table.secrets().stream()
                    .filter(secret -> secret.column().name().equals(column))
                    .findFirst()
                    .flatMap(secret -> MassInvalidationRule.ofAllRows(context, secret.rules()));
        }
        return Stream.of(Rule.EMPTY_SECRET, Rule.PLACEHOLDER_SECRET, Rule.MALFORMED_SECRET)
                .filter(rule -> named.startsWith(id(rule) + "_"))
                .findFirst()
                .flatMap(rule -> secret(table, named.substring(id(rule).length() + 1))
                        .flatMap(secret -> violation(rule, context, secret)));
    }

    private static Optional<Violation> violation(Rule rule, WriteContext context, GuardedColumn secret) {
        return switch (rule) {
            case EMPTY_SECRET ->
                EmptySecretRule.judge(context, secret.rules(), ValueState.EMPTY)
                        .or(() -> EmptySecretRule.judge(context, secret.rules(), ValueState.NULL));
            case PLACEHOLDER_SECRET ->
                PlaceholderSecretRule.judge(context, secret.rules(), ValueState.PLACEHOLDER, false);
            default -> MalformedSecretRule.judge(context, secret.rules(), ValueState.MALFORMED);
        };
    }

    /** The names of constraints are cut where they are too long. */
    private static Optional<GuardedColumn> secret(GuardedTable table, String named) {
        return table.secrets().stream()
                .filter(secret -> secret.name().equals(named))
                .findFirst()
                .or(() -> table.secrets().stream()
                        .filter(secret -> named.startsWith(secret.name()
                                .substring(0, Math.min(10, secret.name().length()))))
                        .findFirst());
    }

    private static String id(Rule rule) {
        return rule.id().replace('-', '_');
    }
}
