package io.writeguard.driver;

import java.sql.SQLTransientException;

/**
 * The guard itself failed, so a write to a secret column was refused. SQLState {@code 57014} where the guard's own query
 * was cancelled or timed out, else {@code 58000}; never one that makes a pool evict the connection.
 */
public final class GuardUnavailableException extends SQLTransientException {

    GuardUnavailableException(String message, String sqlState, Throwable cause) {
        super(message, sqlState, cause);
    }
}
