package io.writeguard.it.transparency;

import static io.writeguard.it.transparency.Scenario.attempt;
import static io.writeguard.it.transparency.Scenario.seen;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The connection itself, and what it says of the database. */
final class ConnectionScenarios {

    static final List<Scenario> ALL = List.of(
            new Scenario("attributes", connection -> {
                connection.getAutoCommit();
                connection.isReadOnly();
                connection.getCatalog();
                connection.setCatalog("ignored");
                connection.getTransactionIsolation();
                connection.getHoldability();
                connection.getTypeMap();
                connection.setTypeMap(Map.of());
                connection.getWarnings();
                connection.isValid(5);
                attempt(() -> connection.isValid(-1));
                Object same = connection;
                seen(connection.equals(same));
                seen(connection.toString());
                connection.isClosed();
                connection.beginRequest();
                connection.endRequest();
                attempt(() -> connection.setShardingKey(null));
                attempt(() -> connection.setShardingKeyIfValid(null, 1));
            }),
            new Scenario("schema", connection -> {
                connection.getSchema();
                execute(connection, "create schema other");
                execute(connection, "create table other.token (id int primary key, secret text)");
                connection.setSchema("other");
                connection.getSchema();
                execute(connection, "insert into token values (1, ''), (2, null)");
                execute(connection, "update token set secret = 'elsewhere'");
                execute(connection, "update public.token set secret = 'by-its-full-name' where id = 1");
                execute(connection, "set search_path to public, other");
                execute(connection, "update token set secret = 'found-by-the-path' where id = 2");
                connection.setSchema("public");
                execute(connection, "drop schema other cascade");
                attempt(() -> connection.setSchema(null));
                attempt(connection::getSchema);
            }),
            new Scenario("client info", connection -> {
                connection.getClientInfo();
                connection.setClientInfo("ApplicationName", "an application");
                connection.getClientInfo("ApplicationName");
                Properties properties = new Properties();
                properties.setProperty("ApplicationName", "another");
                connection.setClientInfo(properties);
                connection.getClientInfo();
                attempt(() -> connection.setClientInfo("Nothing", "x"));
                connection.getWarnings();
                attempt(() -> connection.setClientInfo("ApplicationName", null));
                query(connection, "show application_name");
            }),
            new Scenario("network timeout", connection -> {
                connection.getNetworkTimeout();
                connection.setNetworkTimeout(Runnable::run, 60_000);
                connection.getNetworkTimeout();
                execute(connection, "update token set refresh = null where id in (1, 2)");
                connection.getNetworkTimeout();
                attempt(() -> connection.setNetworkTimeout(Runnable::run, -1));
            }),
            new Scenario("closed", connection -> {
                PreparedStatement kept = connection.prepareStatement("update token set n = 1 where id = 1");
                connection.close();
                connection.close();
                connection.isClosed();
                connection.isValid(1);
                attempt(connection::createStatement);
                attempt(() -> connection.prepareStatement("select 1"));
                attempt(connection::commit);
                attempt(connection::rollback);
                attempt(() -> connection.setAutoCommit(false));
                attempt(connection::getAutoCommit);
                attempt(connection::getMetaData);
                attempt(connection::setSavepoint);
                attempt(connection::getWarnings);
                attempt(() -> connection.setSchema("public"));
                attempt(() -> connection.setReadOnly(true));
                attempt(connection::getTransactionIsolation);
                attempt(connection::getClientInfo);
                attempt(() -> connection.setClientInfo("ApplicationName", "x"));
                attempt(kept::executeUpdate);
                kept.isClosed();
            }),
            new Scenario("closed in a failed transaction", connection -> {
                connection.setAutoCommit(false);
                execute(connection, "update token set refresh = null where id = 1");
                execute(connection, "update token set n = 1 / 0 where id = 1");
                connection.close();
            }),
            new Scenario("aborted", connection -> {
                connection.setAutoCommit(false);
                execute(connection, "update token set refresh = null where id = 1");
                attempt(() -> connection.abort(null));
                connection.abort(Runnable::run);
                connection.isClosed();
                attempt(connection::createStatement);
                connection.abort(Runnable::run);
            }),
            new Scenario("ended by the server", connection -> {
                execute(connection, "update token set secret = 'before-the-end' where id = 1");
                execute(connection, "select pg_terminate_backend(pg_backend_pid())");
                connection.isValid(1);
                connection.isClosed();
                execute(connection, "update token set secret = 'after-the-end' where id = 1");
                attempt(connection::commit);
            }),
            new Scenario("ended by the server in a transaction", connection -> {
                connection.setAutoCommit(false);
                execute(connection, "update token set refresh = null where id in (1, 2)");
                execute(connection, "select pg_terminate_backend(pg_backend_pid())");
                execute(connection, "update token set refresh = null where id in (4, 5)");
                attempt(connection::rollback);
                connection.isClosed();
            }),
            new Scenario("about the database", ConnectionScenarios::metadata),
            new Scenario("about the driver", connection -> {
                DatabaseMetaData data = connection.getMetaData();
                data.getDatabaseProductName();
                data.getDatabaseMajorVersion();
                data.getDriverName();
                data.getDriverVersion();
                data.getURL();
                data.getUserName();
                data.getConnection();
                data.supportsBatchUpdates();
                data.getSQLKeywords();
                data.getIdentifierQuoteString();
                data.getMaxColumnNameLength();
                data.supportsResultSetConcurrency(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
                data.getDefaultTransactionIsolation();
                data.isReadOnly();
                data.getTimeDateFunctions();
                attempt(data::getMaxLogicalLobSize);
                attempt(data::supportsRefCursors);
            }),
            new Scenario("settings of the session", connection -> {
                for (String sql : List.of(
                        "set statement_timeout = '50s'",
                        "update token set refresh = null where id in (1, 2)",
                        "show statement_timeout",
                        "set lock_timeout = '40s'",
                        "delete from client where id = 1",
                        "show lock_timeout",
                        "set default_transaction_read_only = on",
                        "update token set refresh = null where id = 4",
                        "set default_transaction_read_only = off",
                        "set default_transaction_isolation = 'serializable'",
                        "update token set refresh = null where id between 4 and 6",
                        "set session characteristics as transaction read write",
                        "set datestyle = 'ISO'",
                        "set client_min_messages = error",
                        "insert into signal (owner) values ('owner1')",
                        "set role none",
                        "reset all",
                        "discard all",
                        "update token set secret = 'after-discarding-all' where id = 7")) {
                    execute(connection, sql);
                    connection.getWarnings();
                }
            }),
            new Scenario("unwrapping", connection -> {
                connection.isWrapperFor(Connection.class);
                connection.isWrapperFor(String.class);
                attempt(() -> connection.unwrap(String.class));
                try (Statement statement = connection.createStatement()) {
                    statement.isWrapperFor(Statement.class);
                    attempt(() -> statement.unwrap(ResultSet.class));
                }
            }));

    private ConnectionScenarios() {}

    private static void metadata(Connection connection) throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        names(
                data.getTables(null, "public", "%", new String[] {"TABLE", "VIEW"}),
                "TABLE_NAME",
                "TABLE_TYPE",
                "REMARKS");
        names(data.getColumns(null, "public", "token", "%"), "COLUMN_NAME", "TYPE_NAME", "COLUMN_DEF", "IS_NULLABLE");
        names(data.getPrimaryKeys(null, "public", "token"), "COLUMN_NAME", "PK_NAME");
        names(data.getImportedKeys(null, "public", "client_token"), "PKTABLE_NAME", "FKCOLUMN_NAME", "DELETE_RULE");
        names(data.getIndexInfo(null, "public", "token", false, true), "INDEX_NAME", "COLUMN_NAME", "NON_UNIQUE");
        names(data.getProcedures(null, "public", "%"), "PROCEDURE_NAME", "PROCEDURE_TYPE");
        names(data.getFunctions(null, "public", "%"), "FUNCTION_NAME");
        names(data.getSchemas(), "TABLE_SCHEM");
        names(data.getTableTypes(), "TABLE_TYPE");
        names(data.getClientInfoProperties(), "NAME");
        attempt(() -> names(data.getSuperTables(null, null, "token"), "TABLE_NAME"));
        attempt(() -> names(data.getPseudoColumns(null, null, "token", "%"), "COLUMN_NAME"));
    }

    private static void names(ResultSet rows, String... columns) throws SQLException {
        while (rows.next()) {
            for (String column : columns) {
                rows.getString(column);
            }
        }
        rows.close();
    }

    private static void execute(Connection connection, String sql) {
        attempt(() -> {
            try (Statement statement = connection.createStatement()) {
                Reading.execute(statement, sql);
            }
        });
    }

    private static void query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Reading.query(statement, sql);
        }
    }
}
