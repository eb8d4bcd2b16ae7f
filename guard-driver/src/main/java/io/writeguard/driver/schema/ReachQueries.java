package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The questions to pg_catalog about what else a write sets off. */
final class ReachQueries {

    private static final String FOREIGN_KEYS = """
            SELECT k.conrelid, cn.nspname, c.relname, k.confrelid, pn.nspname, p.relname, k.confdeltype,
                   (SELECT pg_catalog.array_agg(a.attname::text ORDER BY u.position)
                    FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u(attnum, position)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum),
                   (SELECT pg_catalog.array_agg(a.attname::text ORDER BY u.position)
                    FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u(attnum, position)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum)
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
            JOIN pg_catalog.pg_class p ON p.oid = k.confrelid JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0""";

    private static final String VIEWS = """
            SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_get_viewdef(c.oid)
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    private static final String RULES = """
            SELECT c.oid, n.nspname, c.relname, pg_catalog.pg_get_ruledef(r.oid), r.ev_type::text
            FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE r.ev_type <> '1' AND n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    private static final String TRIGGERS = """
            SELECT c.oid, n.nspname, c.relname, t.tgtype, t.tgfoid,
                   coalesce((SELECT pg_catalog.array_agg(a.attname::text) FROM pg_catalog.pg_attribute a
                             WHERE a.attrelid = c.oid AND a.attnum = ANY (t.tgattr)), '{}')
            FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'""";

    private static final String FUNCTIONS = """
            SELECT p.oid, p.proname, coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc)
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            JOIN pg_catalog.pg_language l ON l.oid = p.prolang
            WHERE p.provolatile = 'v' AND p.prokind IN ('f', 'p') AND l.lanname NOT IN ('c', 'internal')
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    private static final String ANCESTORS = """
            SELECT DISTINCT c.oid, n.nspname, c.relname, i.inhrelid
            FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhparent
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')""";

    /** A relation with a definition in SQL: a view, or one with a rule. */
    record Defined(long oid, TableName name, String definition, Set<WriteEvent> events) {}

    record Trigger(long relation, TableName name, Set<WriteEvent> events, long function, Set<String> columns) {}

    record Function(long oid, String name, String body) {}

    record Inheritance(long parent, TableName parentName, long child) {}

    @FunctionalInterface
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;

    ReachQueries(Connection connection) {
        this.connection = connection;
    }

    List<ForeignKey> foreignKeys() throws SQLException {
        return all(
                FOREIGN_KEYS,
                row -> new ForeignKey(
                        row.getLong(1),
                        new TableName(row.getString(2), row.getString(3)),
                        texts(row, 8),
                        row.getLong(4),
                        new TableName(row.getString(5), row.getString(6)),
                        texts(row, 9),
                        row.getString(7).charAt(0)));
    }

    List<Defined> views() throws SQLException {
        Set<WriteEvent> events = Set.of(WriteEvent.INSERT, WriteEvent.UPDATE, WriteEvent.DELETE);
        return all(VIEWS, row -> new Defined(row.getLong(1), name(row), row.getString(4), events));
    }

    List<Defined> rules() throws SQLException {
        return all(
                RULES,
                row -> new Defined(row.getLong(1), name(row), row.getString(4), Set.of(ruleEvent(row.getString(5)))));
    }

    List<Trigger> triggers() throws SQLException {
        return all(
                TRIGGERS,
                row -> new Trigger(
                        row.getLong(1),
                        name(row),
                        triggerEvents(row.getInt(4)),
                        row.getLong(5),
                        Set.copyOf(texts(row, 6))));
    }

    List<Function> functions() throws SQLException {
        return all(FUNCTIONS, row -> new Function(row.getLong(1), row.getString(2), row.getString(3)));
    }

    List<Inheritance> inheritance() throws SQLException {
        return all(ANCESTORS, row -> new Inheritance(row.getLong(1), name(row), row.getLong(4)));
    }

    private static WriteEvent ruleEvent(String type) {
        return switch (type) {
            case "2" -> WriteEvent.UPDATE;
            case "3" -> WriteEvent.INSERT;
            default -> WriteEvent.DELETE;
        };
    }

    /** Bits of {@code pg_trigger.tgtype} (PostgreSQL source, catalog/pg_trigger.h). */
    private static Set<WriteEvent> triggerEvents(int type) {
        List<WriteEvent> events = new ArrayList<>();
        if ((type & 4) != 0) {
            events.add(WriteEvent.INSERT);
        }
        if ((type & 8) != 0) {
            events.add(WriteEvent.DELETE);
        }
        if ((type & 16) != 0) {
            events.add(WriteEvent.UPDATE);
        }
        if ((type & 32) != 0) {
            events.add(WriteEvent.TRUNCATE);
        }
        return Set.copyOf(events);
    }

    private static TableName name(ResultSet row) throws SQLException {
        return new TableName(row.getString(2), row.getString(3));
    }

    private static List<String> texts(ResultSet row, int index) throws SQLException {
        return Arrays.asList((String[]) row.getArray(index).getArray());
    }

    private <T> List<T> all(String query, Row<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(reader.read(row));
            }
        }
        return rows;
    }
}
