package io.writeguard.it.cases;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The connections of a case, opened at their first use, and the named transactions open on them. */
final class CaseConnections implements AutoCloseable {

    private final String url;
    private final Map<String, Connection> byName = new LinkedHashMap<>();
    private final Map<Connection, String> transactions = new HashMap<>();

    CaseConnections(String url) {
        this.url = url;
    }

    Connection open(CaseStatement statement, int round) throws SQLException {
        String parameters = statement.url() == null ? "" : "&" + statement.url();
        String name = statement.connection(round) + parameters;
        Connection connection = byName.get(name);
        if (connection == null) {
            connection = DriverManager.getConnection(url + parameters);
            byName.put(name, connection);
        }
        return connection;
    }

    void enterTransaction(Connection connection, String name) throws SQLException {
        if (name.equals("auto")) {
            return;
        }
        if (name.equals("each") || !name.equals(transactions.get(connection))) {
            connection.setAutoCommit(false);
        }
        if (!name.equals("each")) {
            transactions.put(connection, name);
        }
    }

    void commitRound(Connection connection) throws SQLException {
        connection.commit();
        connection.setAutoCommit(true);
    }

    void leaveTransaction(Connection connection, boolean commit) throws SQLException {
        if (transactions.remove(connection) == null) {
            return;
        }
        if (commit) {
            connection.commit();
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
    }

    /** After an error: a connection that can't even roll back shows in the probe, or in the next statement. */
    void abandonTransaction(Connection connection) {
        transactions.remove(connection);
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            return;
        }
    }

    void commitAll() throws SQLException {
        for (Connection connection : byName.values()) {
            leaveTransaction(connection, true);
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : byName.values()) {
            connection.close();
        }
    }
}
