package io.writeguard.driver.session;

import java.sql.SQLException;

/** What the driver underneath is to do once the guard has nothing against it. */
@FunctionalInterface
public interface SqlCall<T> {
    T run() throws SQLException;

    /** Whether it does the same when it is run again after it has failed and everything was rolled back. */
    default boolean isRepeatable() {
        return true;
    }

    /** The call, as one that can be run once only. */
    static <T> SqlCall<T> once(SqlCall<T> call) {
        return new SqlCall<>() {
            @Override
            public T run() throws SQLException {
                return call.run();
            }

            @Override
            public boolean isRepeatable() {
                return false;
            }
        };
    }
}
