package io.writeguard.driver;

import io.writeguard.driver.session.Refusals;
import io.writeguard.rules.check.Violation;
import java.sql.SQLException;
import java.util.List;

/** Verdicts as the exceptions of this package. */
final class JdbcRefusals implements Refusals {

    @Override
    public SQLException rejected(List<Violation> violations) {
        return new WriteRejectedException(violations);
    }

    @Override
    public SQLException unavailable(String message, String sqlState, Throwable cause) {
        return new GuardUnavailableException(message, sqlState, cause);
    }
}
