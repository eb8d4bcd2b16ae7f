package io.writeguard.driver.session;

import java.sql.SQLException;
import java.util.Set;
import org.postgresql.util.PSQLException;

/**
 * Errors that the driver raises once the server has run a statement without one: an UPDATE by {@code executeQuery}, rows
 * where none were expected, OUT parameters of another type. What the statement did stays done.
 */
final class LateErrors {

    /** NO_DATA, TOO_MANY_RESULTS, SYNTAX_ERROR and DATA_TYPE_MISMATCH of {@code PSQLState} in pgjdbc. */
    private static final Set<String> STATES = Set.of("02000", "0100E", "42601", "42821");

    private LateErrors() {}

    static boolean isOne(SQLException failure) {
        return failure.getSQLState() != null && STATES.contains(failure.getSQLState()) && !saidByTheServer(failure);
    }

    private static boolean saidByTheServer(SQLException failure) {
        return Causes.of(failure)
                .anyMatch(cause -> cause instanceof PSQLException error && error.getServerErrorMessage() != null);
    }
}
