package io.writeguard.driver.archive;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads what was kept of one secret, row by row. */
final class KeptRows {

    private static final int ROWS_A_TRIP = 1000;

    private final Connection connection;
    private final RestoreFilter filter;

    /** @param connection not in auto-commit mode, so that the rows come a thousand at a time */
    KeptRows(Connection connection, RestoreFilter filter) {
        this.connection = connection;
        this.filter = filter;
    }

    /** Takes the rows. */
    interface Taker {
        void take(KeptRow row) throws SQLException;
    }

    void read(GuardedTable table, GuardedColumn secret, Taker taker) throws SQLException {
        List<Object> values = new ArrayList<>();
        String sql = sql(table, secret, values);
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                query.setObject(i + 1, values.get(i));
            }
            query.setFetchSize(ROWS_A_TRIP);
            try (ResultSet answer = query.executeQuery()) {
                read(answer, table.key().size(), taker);
            }
        }
    }

    private static void read(ResultSet answer, int width, Taker taker) throws SQLException {
        KeptRow row = null;
        while (answer.next()) {
            String rowKey = answer.getString(1);
            if (row == null || !row.rowKey().equals(rowKey)) {
                if (row != null) {
                    taker.take(row);
                }
                List<String> key = new ArrayList<>();
                for (int i = 0; i < width; i++) {
                    key.add(answer.getString(4 + i));
                }
                row = new KeptRow(rowKey, key);
            }
            row.add(answer.getString(2), answer.getBytes(3));
        }
        if (row != null) {
            taker.take(row);
        }
    }

    private String sql(GuardedTable table, GuardedColumn secret, List<Object> values) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (String column : table.key()) {
            columns.add("row_key::pg_catalog.jsonb ->> ?");
            values.add(column);
        }
        StringBuilder sql = new StringBuilder("SELECT row_key, key_id, value, " + String.join(", ", columns)
                + " FROM writeguard.archive WHERE guarded = ? AND secret = ?");
        values.add(table.counted().name().toString());
        values.add(secret.name());
        if (filter.from() != null) {
            sql.append(" AND at >= ?");
            values.add(Timestamp.from(filter.from()));
        }
        if (filter.to() != null) {
            sql.append(" AND at < ?");
            values.add(Timestamp.from(filter.to()));
        }
        like(sql, values, "statement", filter.statement());
        like(sql, values, "reason", filter.reason());
        if (!filter.rows().isEmpty()) {
            String key = table.key().stream()
                    .map(column -> "row_key::pg_catalog.jsonb ->> ?")
                    .collect(Collectors.joining(", "));
            sql.append(" AND pg_catalog.concat_ws(',', " + key + ") = ANY (?)");
            values.addAll(table.key());
            values.add(connection.createArrayOf("text", filter.rows().toArray()));
        }
        return sql.append(" ORDER BY row_key, at DESC").toString();
    }

    private static void like(StringBuilder sql, List<Object> values, String column, String pattern) {
        if (pattern != null) {
            sql.append(" AND ").append(column).append(" ILIKE ?");
            values.add("%" + pattern.replace("\\", "\\\\").replace("_", "\\_") + "%");
        }
    }
}
