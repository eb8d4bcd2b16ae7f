package io.writeguard.driver.cli.audit;

import io.writeguard.driver.impact.StoredSecrets;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rows of a table in batches, in the order of its key: each batch is a transaction of its own, so that no snapshot
 * is held for long. Without a key, the table is one batch, read through a cursor.
 */
final class RowReader {

    /** Takes one row after the other. */
    @FunctionalInterface
    interface Rows {
        void take(ResultSet row) throws SQLException;
    }

    private static final int BATCH = 10_000;
    private static final int ROWS_A_TRIP = 1_000;

    private final Connection connection;
    private final GuardedTable table;
    private final StoredSecrets secrets;
    private final String alias;

    RowReader(Connection connection, GuardedTable table, StoredSecrets secrets) {
        this.connection = connection;
        this.table = table;
        this.secrets = secrets;
        this.alias = Identifiers.quoted(table.name().name());
    }

    /**
     * Returns how many rows were read.
     *
     * @param limit of rows; where it is reached, there may be more
     */
    long read(long limit, Rows rows) throws SQLException {
        if (!table.hasKey()) {
            return batch("", limit, rows, new ArrayList<>());
        }
        long read = 0;
        List<String> last = new ArrayList<>();
        while (read < limit) {
            long wanted = Math.min(BATCH, limit - read);
            long found = batch(after(last), wanted, rows, last);
            read += found;
            if (found < wanted) {
                break;
            }
        }
        return read;
    }

    /** @param last the key of the last row, which is put into it */
    private long batch(String where, long limit, Rows rows, List<String> last) throws SQLException {
        long found = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.setFetchSize(ROWS_A_TRIP);
            try (ResultSet row = statement.executeQuery(select(where, limit))) {
                while (row.next()) {
                    rows.take(row);
                    rememberKey(row, last);
                    found++;
                }
            }
        }
        connection.commit();
        return found;
    }

    private String select(String where, long limit) {
        StringBuilder select = new StringBuilder("SELECT ").append(secrets.columns());
        for (String column : table.key()) {
            select.append(", ").append(key(column)).append("::pg_catalog.text");
        }
        select.append(' ').append(secrets.from()).append(where);
        if (table.hasKey()) {
            select.append(" ORDER BY ")
                    .append(String.join(
                            ", ", table.key().stream().map(this::key).toList()));
        }
        return select.append(" LIMIT ").append(limit).toString();
    }

    /** Rows behind that key, as a comparison of rows, which an index can follow. */
    private String after(List<String> last) {
        if (last.isEmpty()) {
            return "";
        }
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            String column = table.key().get(i);
            columns.add(key(column));
            values.add("CAST(" + Identifiers.literal(last.get(i)) + " AS "
                    + table.column(column).type() + ")");
        }
        return " WHERE (" + String.join(", ", columns) + ") > (" + String.join(", ", values) + ")";
    }

    private void rememberKey(ResultSet row, List<String> last) throws SQLException {
        last.clear();
        for (int i = 0; i < table.key().size(); i++) {
            last.add(row.getString(secrets.width() + i + 1));
        }
    }

    private String key(String column) {
        return alias + "." + Identifiers.quoted(column);
    }
}
