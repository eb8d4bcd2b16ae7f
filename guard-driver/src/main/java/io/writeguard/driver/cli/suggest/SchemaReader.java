package io.writeguard.driver.cli.suggest;

import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.ValueType;
import io.writeguard.rules.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads every table of the database from the catalog, and some rows of one. */
final class SchemaReader {

    /** Partitions and children are guarded by the name of their parent. */
    private static final String COLUMNS = """
            SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
                   b.typname, b.typcategory,
                   coalesce(CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END ~ '^''''(::|$)',
                            false),
                   EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid AND i.indisprimary
                           AND a.attnum = ANY (i.indkey::int2[])),
                   pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            JOIN pg_catalog.pg_type b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid)
              AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
              AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
            ORDER BY n.nspname, c.relname, a.attnum""";

    private static final int LONGEST_VALUE = 20_000;
    private static final String DATES = "D";

    private final Connection connection;

    SchemaReader(Connection connection) {
        this.connection = connection;
    }

    /** @param schemas those to look at; empty for all but PostgreSQL's own */
    List<SchemaTable> tables(List<String> schemas) throws SQLException {
        Map<TableName, List<SchemaTable.Column>> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COLUMNS)) {
            while (row.next()) {
                TableName table = new TableName(row.getString(1), row.getString(2));
                if (schemas.isEmpty() || schemas.contains(table.schema())) {
                    columns.computeIfAbsent(table, name -> new ArrayList<>()).add(column(row));
                }
            }
        }
        return columns.entrySet().stream()
                .map(table -> new SchemaTable(table.getKey(), table.getValue()))
                .toList();
    }

    private static SchemaTable.Column column(ResultSet row) throws SQLException {
        ValueType type = ValueType.of(row.getString(5), row.getString(6));
        return new SchemaTable.Column(
                row.getString(3),
                row.getString(4),
                type != null,
                type == ValueType.JSON,
                type == ValueType.TEXT,
                row.getString(6).equals(DATES),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getBoolean(9));
    }

    /** The texts of some rows, by column; in no order that means anything. */
    Map<String, List<String>> sample(SchemaTable table, int rows) throws SQLException {
        List<SchemaTable.Column> wanted = table.columns().stream()
                .filter(column -> column.secretType() && column.readable())
                .toList();
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (wanted.isEmpty() || rows == 0) {
            return values;
        }
        List<String> expressions = wanted.stream()
                .map(column ->
                        "pg_catalog.left(" + Identifiers.quoted(column.name()) + "::text, " + LONGEST_VALUE + ")")
                .toList();
        wanted.forEach(column -> values.put(column.name(), new ArrayList<>()));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + String.join(", ", expressions) + " FROM "
                        + Identifiers.quoted(table.name()) + " LIMIT " + rows)) {
            while (row.next()) {
                for (int i = 0; i < wanted.size(); i++) {
                    values.get(wanted.get(i).name()).add(row.getString(i + 1));
                }
            }
        }
        return values;
    }
}
