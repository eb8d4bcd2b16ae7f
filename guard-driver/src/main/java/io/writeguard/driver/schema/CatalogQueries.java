package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The questions to pg_catalog (PostgreSQL manual, chapter "System Catalogs"). */
final class CatalogQueries {

    private static final String RELATION = """
            SELECT c.oid, n.nspname, c.relname, c.relkind IN ('r', 'p'), pg_catalog.row_security_active(c.oid),
                   pg_catalog.has_any_column_privilege(c.oid, 'UPDATE'), CURRENT_USER
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = ? AND c.relpersistence <> 't'""";

    private static final String IN_SCHEMA = " AND n.nspname = ?";

    /** Without the temporary schema, which PostgreSQL searches first: a temporary table is never the guarded one. */
    private static final String BY_SEARCH_PATH = """
             AND n.nspname = ANY (pg_catalog.current_schemas(true))
            ORDER BY pg_catalog.array_position(pg_catalog.current_schemas(true), n.nspname) LIMIT 1""";

    private static final String DESCENDANTS = """
            WITH RECURSIVE descendants(oid) AS (
                SELECT i.inhrelid FROM pg_catalog.pg_inherits i WHERE i.inhparent = ?::oid
                UNION
                SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN descendants d ON i.inhparent = d.oid)
            SELECT c.oid, n.nspname, c.relname, c.relkind IN ('r', 'p'), pg_catalog.row_security_active(c.oid),
                   pg_catalog.has_any_column_privilege(c.oid, 'UPDATE'), CURRENT_USER
            FROM descendants JOIN pg_catalog.pg_class c ON c.oid = descendants.oid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')""";

    private static final String COLUMNS = """
            SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
                   CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
                   b.typname, b.typcategory, pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')
            FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            JOIN pg_catalog.pg_type b ON b.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
            LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    /** Only where equality of the column type is equality of the index: default operator class, the column's collation. */
    private static final String UNIQUE_KEYS = """
            SELECT c.relname, pg_catalog.array_agg(a.attname::text ORDER BY k.position),
                   pg_catalog.bool_and(a.attnotnull) AS not_null
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
            CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(i.indkey::int2[]),
                     pg_catalog.unnest(i.indcollation::oid[]), pg_catalog.unnest(i.indclass::oid[]))
                 WITH ORDINALITY AS k(attnum, collation_oid, opclass, position)
            JOIN pg_catalog.pg_opclass o ON o.oid = k.opclass
            JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE i.indrelid = ?::oid AND i.indisunique AND i.indisvalid AND i.indimmediate
              AND i.indpred IS NULL AND i.indexprs IS NULL AND k.position <= i.indnkeyatts
            GROUP BY c.relname, i.indisprimary, i.indnkeyatts
            HAVING pg_catalog.bool_and(o.opcdefault AND k.collation_oid IN (0, a.attcollation))
               AND pg_catalog.count(*) = i.indnkeyatts
            ORDER BY i.indisprimary DESC, not_null DESC, i.indnkeyatts, c.relname""";

    private static final String TABLE_NAMES = """
            SELECT n.nspname, c.relname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
            ORDER BY 1, 2 LIMIT 5000""";

    /** A relation that the rules file names. */
    record Relation(long oid, TableName name, boolean isTable, boolean rowSecurity, boolean lockable, String role) {}

    /**
     * @param baseType {@code typname}, of a domain that of its base type
     * @param category {@code typcategory}
     */
    record Column(TableColumn column, String baseType, String category, boolean selectable) {}

    private final Connection connection;

    CatalogQueries(Connection connection) {
        this.connection = connection;
    }

    /** The relation that the name stands for on this connection, or null. */
    Relation relation(TableName name) throws SQLException {
        boolean unqualified = name.schema() == null;
        try (PreparedStatement statement =
                connection.prepareStatement(RELATION + (unqualified ? BY_SEARCH_PATH : IN_SCHEMA))) {
            statement.setString(1, name.name());
            if (!unqualified) {
                statement.setString(2, name.schema());
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? relation(row) : null;
            }
        }
    }

    /** Partitions and inheritance children, of any depth. */
    List<Relation> descendants(long table) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DESCENDANTS)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    relations.add(relation(row));
                }
            }
        }
        return relations;
    }

    private static Relation relation(ResultSet row) throws SQLException {
        return new Relation(
                row.getLong(1),
                new TableName(row.getString(2), row.getString(3)),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getBoolean(6),
                row.getString(7));
    }

    List<Column> columns(long table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableColumn column = new TableColumn(row.getString(1), row.getString(2), row.getString(3));
                    columns.add(new Column(column, row.getString(4), row.getString(5), row.getBoolean(6)));
                }
            }
        }
        return columns;
    }

    /** The key that tells rows apart first. */
    List<UniqueKey> uniqueKeys(long table) throws SQLException {
        List<UniqueKey> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UNIQUE_KEYS)) {
            statement.setLong(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String[] columns = (String[]) row.getArray(2).getArray();
                    keys.add(new UniqueKey(row.getString(1), Arrays.asList(columns), row.getBoolean(3)));
                }
            }
        }
        return keys;
    }

    /** The major version of the server. */
    int serverVersion() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    List<TableName> tableNames() throws SQLException {
        List<TableName> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TABLE_NAMES)) {
            while (row.next()) {
                names.add(new TableName(row.getString(1), row.getString(2)));
            }
        }
        return names;
    }

    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
