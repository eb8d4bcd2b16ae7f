package io.writeguard.it.transparency;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/** What an application does with results. */
final class Reading {

    private Reading() {}

    /** Every row and column of it. */
    static void rows(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int count = columns.getColumnCount();
        while (rows.next()) {
            for (int i = 1; i <= count; i++) {
                rows.getObject(i);
            }
        }
    }

    static void query(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows(rows);
        }
    }

    /** Every result of an execution, as JDBC says to look for them. */
    static void results(Statement statement, boolean isRows) throws SQLException {
        boolean more = isRows;
        for (int i = 0; i < 10; i++) {
            if (more) {
                rows(statement.getResultSet());
            } else if (statement.getUpdateCount() == -1) {
                return;
            }
            statement.getWarnings();
            more = statement.getMoreResults();
        }
    }

    static void execute(Statement statement, String sql) throws SQLException {
        results(statement, statement.execute(sql));
    }
}
