package io.writeguard.it.reach;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Everything that a statement answered. */
final class Results {

    private Results() {}

    /**
     * @param query whether the first answer is a result set
     */
    static List<String> of(Statement statement, boolean query) throws SQLException {
        List<String> results = new ArrayList<>();
        boolean isQuery = query;
        while (isQuery || statement.getUpdateCount() != -1) {
            if (isQuery) {
                rows(statement.getResultSet(), results);
            } else {
                results.add("count " + statement.getUpdateCount());
            }
            isQuery = statement.getMoreResults();
        }
        return results;
    }

    private static void rows(ResultSet rows, List<String> results) throws SQLException {
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                row.add(rows.getString(column));
            }
            results.add(row.toString());
        }
    }
}
