package io.writeguard.driver.session;

import io.writeguard.rules.check.Violation;
import java.sql.SQLException;
import java.util.List;

/** Makes the exceptions that users catch; the root package knows their types. Thread-safe. */
public interface Refusals {

    /**
     * @param violations at least one, in the order of {@link io.writeguard.rules.Rule}
     */
    SQLException rejected(List<Violation> violations);

    /**
     * @param message names no value
     * @param sqlState 57014 or 58000
     */
    SQLException unavailable(String message, String sqlState, Throwable cause);
}
