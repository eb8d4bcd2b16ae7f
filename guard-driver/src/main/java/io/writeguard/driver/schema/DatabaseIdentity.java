package io.writeguard.driver.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells databases apart, whatever address led to them: the cluster's system identifier and the database's oid; where the
 * role may not read the identifier, server address, port and database name.
 */
public final class DatabaseIdentity {

    private DatabaseIdentity() {}

    public static String of(Connection connection) throws SQLException {
        if (mayReadSystemIdentifier(connection)) {
            return single(
                    connection,
                    "SELECT s.system_identifier || '/' || d.oid FROM pg_catalog.pg_control_system() s,"
                            + " pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()");
        }
        return single(
                connection,
                "SELECT coalesce(pg_catalog.inet_server_addr()::text, 'local') || ':'"
                        + " || coalesce(pg_catalog.inet_server_port()::text, '') || '/'"
                        + " || pg_catalog.current_database()");
    }

    private static boolean mayReadSystemIdentifier(Connection connection) throws SQLException {
        return single(
                        connection,
                        "SELECT pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')::text")
                .equals("true");
    }

    private static String single(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
