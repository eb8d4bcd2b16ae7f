package io.writeguard.driver.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * A JDBC object in front of the driver's own. {@code guarded(…)} turns whatever could lead back to the driver's
 * connection into a wrapper; null stays null.
 */
abstract class Guarded<R> {

    final R raw;

    Guarded(R raw) {
        this.raw = raw;
    }

    abstract GuardedConnection connection();

    final Connection guarded(Connection back) {
        return back == null ? null : connection();
    }

    Statement guarded(Statement back) {
        return back == null ? null : new GuardedStatement<>(back, connection());
    }

    ResultSet guarded(ResultSet back) {
        return back == null ? null : new GuardedResultSet(back, connection(), null, null);
    }

    final Array guarded(Array back) {
        return back == null ? null : new GuardedArray(back, connection());
    }

    DatabaseMetaData guarded(DatabaseMetaData back) {
        return back == null ? null : new GuardedDatabaseMetaData(back, connection());
    }

    /** For a column or parameter of any type: the driver returns a refcursor as a ResultSet. */
    @SuppressWarnings("unchecked")
    final <T> T guarded(T value) {
        if (value instanceof ResultSet back) {
            return (T) guarded(back);
        }
        if (value instanceof Array back) {
            return (T) guarded(back);
        }
        return value;
    }

    @Override
    public final boolean equals(Object other) {
        return this == other || raw.equals(other instanceof Guarded<?> wrapper ? wrapper.raw : other);
    }

    @Override
    public final int hashCode() {
        return raw.hashCode();
    }

    @Override
    public final String toString() {
        return raw.toString();
    }
}
