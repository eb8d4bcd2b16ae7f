package io.writeguard.driver.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** One of the {@code set…} methods of a prepared statement. */
@FunctionalInterface
interface ParameterSetter<T> {
    void set(PreparedStatement statement, int index, T value) throws SQLException;
}
