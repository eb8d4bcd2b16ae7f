package io.writeguard.driver.session;

import java.sql.SQLException;

/** What the driver underneath is to do once the guard has nothing against it. */
@FunctionalInterface
public interface SqlCall<T> {
    T run() throws SQLException;
}
