package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.SqlText;
import java.sql.CallableStatement;

/** A call: an OUT parameter leaves the value that was set for it as IN; pgjdbc has no parameters by name. */
final class GuardedCallableStatement extends DelegatingCallableStatement {

    GuardedCallableStatement(CallableStatement raw, GuardedConnection connection, SqlText text) {
        super(raw, connection, text);
    }
}
