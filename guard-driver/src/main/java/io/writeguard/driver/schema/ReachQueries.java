package io.writeguard.driver.schema;

import io.writeguard.rules.FunctionRules;
import io.writeguard.rules.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
            SELECT k.conrelid, cn.nspname, c.relname, k.confrelid, pn.nspname, p.relname,
                   k.confdeltype::text, k.confupdtype::text,
                   (SELECT pg_catalog.array_agg(a.attname::text ORDER BY u.position)
                    FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u(attnum, position)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum),
                   (SELECT pg_catalog.array_agg(a.attname::text ORDER BY u.position)
                    FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u(attnum, position)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum),
                   pg_catalog.has_any_column_privilege(k.confrelid, 'UPDATE')
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

    private static final String EXPRESSIONS = """
            SELECT c.oid, n.nspname, c.relname, e.expression
            FROM (SELECT adrelid AS relation, pg_catalog.pg_get_expr(adbin, adrelid) AS expression
                  FROM pg_catalog.pg_attrdef
                  UNION ALL SELECT conrelid, pg_catalog.pg_get_constraintdef(oid)
                  FROM pg_catalog.pg_constraint WHERE contype = 'c' AND conrelid <> 0
                  UNION ALL SELECT a.attrelid, pg_catalog.quote_ident(t.typname)
                  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid AND t.typtype = 'd') AS e
            JOIN pg_catalog.pg_class c ON c.oid = e.relation JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    private static final String DOMAINS = """
            SELECT t.typname, pg_catalog.concat_ws(' ', pg_catalog.format_type(t.typbasetype, NULL), t.typdefault,
                   (SELECT pg_catalog.string_agg(pg_catalog.pg_get_constraintdef(k.oid), ' ')
                    FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
            FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype = 'd' AND n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    private static final String GENERATED_COLUMNS = """
            SELECT c.oid, n.nspname, c.relname, a.attname, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
            FROM pg_catalog.pg_attrdef d
            JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
            JOIN pg_catalog.pg_class c ON c.oid = d.adrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attgenerated <> ''""";

    private static final String POLICIES = """
            SELECT c.oid, n.nspname, c.relname,
                   pg_catalog.concat_ws(' ', pg_catalog.pg_get_expr(p.polqual, p.polrelid),
                                        pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
            FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace""";

    private static final String CALLERS = """
            SELECT o.oprcode::oid, o.oprname FROM pg_catalog.pg_operator o
            JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace WHERE n.nspname <> 'pg_catalog'
            UNION ALL
            SELECT k.castfunc, t.typname FROM pg_catalog.pg_cast k JOIN pg_catalog.pg_type t ON t.oid = k.casttarget
            WHERE k.castfunc <> 0
            UNION ALL
            SELECT p.oid, p.proname FROM pg_catalog.pg_proc p
            JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            JOIN pg_catalog.pg_type t ON t.oid = p.proargtypes[0]
            WHERE p.pronargs - p.pronargdefaults <= 1 AND t.typtype IN ('c', 'd', 'p')
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    private static final String CAST_COLUMNS = """
            SELECT DISTINCT c.oid, n.nspname, c.relname, k.castfunc
            FROM pg_catalog.pg_cast k JOIN pg_catalog.pg_attribute a ON a.atttypid = k.casttarget
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_proc p ON p.oid = k.castfunc
            WHERE k.castcontext <> 'e' AND c.relkind IN ('r', 'p') AND a.attnum > 0
              AND p.pronamespace <> 'pg_catalog'::pg_catalog.regnamespace""";

    private static final String TRIGGERS = """
            SELECT c.oid, n.nspname, c.relname, t.tgtype, t.tgfoid,
                   coalesce((SELECT pg_catalog.array_agg(a.attname::text) FROM pg_catalog.pg_attribute a
                             WHERE a.attrelid = c.oid AND a.attnum = ANY (t.tgattr)), '{}'),
                   p.prosrc,
                   CASE WHEN t.tginitdeferred
                        THEN pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.tgname) END
            FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
            JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'""";

    private static final String FUNCTIONS = """
            SELECT p.oid, p.proname, p.prokind = 'p',
                   CASE WHEN p.prokind = 'a'
                        THEN (SELECT a.aggtransfn::text || ' ' || a.aggfinalfn::text
                              FROM pg_catalog.pg_aggregate a WHERE a.aggfnoid = p.oid)
                        ELSE coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc) END
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            JOIN pg_catalog.pg_language l ON l.oid = p.prolang
            WHERE (p.prokind = 'a' OR l.lanname NOT IN ('c', 'internal'))
              AND n.nspname NOT IN ('pg_catalog', 'information_schema')""";

    private static final String FUNCTIONS_NAMED = """
            SELECT p.oid FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE p.proname = ? AND (?::text IS NULL OR n.nspname = ?)""";

    private static final String FUNCTION_NAMES = """
            SELECT DISTINCT p.proname
            FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1 LIMIT 5000""";

    private static final String INHERITANCE = """
            SELECT DISTINCT p.oid, pn.nspname, p.relname, c.oid, cn.nspname, c.relname
            FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
            JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace
            JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace
            WHERE p.relkind IN ('r', 'p')""";

    /** Bits of {@code pg_trigger.tgtype} (PostgreSQL source, catalog/pg_trigger.h). */
    private static final int BEFORE_ROW = 3;

    /** A relation with a definition in SQL: a view, or one with a rule, a default or a check. */
    record Defined(Relation relation, String definition, Set<WriteEvent> events) {}

    /**
     * @param beforeRow whether it can change the row that is written
     * @param columns of {@code UPDATE OF}
     * @param deferred its name for SET CONSTRAINTS where it waits for the end of the transaction, else null
     */
    record Trigger(
            Relation relation,
            Set<WriteEvent> events,
            boolean beforeRow,
            long function,
            String body,
            Set<String> columns,
            String deferred) {}

    record Function(long oid, String name, boolean procedure, String body) {}

    /**
     * A word or sign that calls a function: an operator, the name of a type that something is cast to, or that of a function
     * of a row, which may be written as a column of it (manual, 8.16.5).
     */
    record Caller(long function, String word) {}

    /** A type whose default and checks run when a value becomes one of it. */
    record Domain(String name, String definition) {}

    /** A relation that calls a function when a value is assigned to one of its columns. */
    record Assigned(Relation relation, long function) {}

    /** A column that the database computes from others of its row. */
    record GeneratedColumn(Relation relation, String column, String definition) {}

    record Inheritance(Relation parent, Relation child) {}

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
                        texts(row, 9),
                        row.getLong(4),
                        new TableName(row.getString(5), row.getString(6)),
                        texts(row, 10),
                        row.getString(7).charAt(0),
                        row.getString(8).charAt(0),
                        row.getBoolean(11)));
    }

    List<Defined> views() throws SQLException {
        Set<WriteEvent> events = Set.of(WriteEvent.INSERT, WriteEvent.UPDATE, WriteEvent.DELETE);
        return all(VIEWS, row -> new Defined(relation(row, 1), row.getString(4), events));
    }

    List<Defined> rules() throws SQLException {
        return all(RULES, row -> new Defined(relation(row, 1), row.getString(4), Set.of(ruleEvent(row.getString(5)))));
    }

    /** Column defaults, checks, and the names of columns' domains. */
    List<Defined> expressions() throws SQLException {
        Set<WriteEvent> events = Set.of(WriteEvent.INSERT, WriteEvent.UPDATE);
        return all(EXPRESSIONS, row -> new Defined(relation(row, 1), row.getString(4), events));
    }

    List<Domain> domains() throws SQLException {
        return all(DOMAINS, row -> new Domain(row.getString(1), row.getString(2)));
    }

    /** Row-level security, which is read, and checked, with every statement about the relation. */
    List<Defined> policies() throws SQLException {
        Set<WriteEvent> events = Set.of(WriteEvent.INSERT, WriteEvent.UPDATE, WriteEvent.DELETE);
        return all(POLICIES, row -> new Defined(relation(row, 1), row.getString(4), events));
    }

    List<Caller> callers() throws SQLException {
        return all(CALLERS, row -> new Caller(row.getLong(1), row.getString(2)));
    }

    List<Assigned> castColumns() throws SQLException {
        return all(CAST_COLUMNS, row -> new Assigned(relation(row, 1), row.getLong(4)));
    }

    List<GeneratedColumn> generatedColumns() throws SQLException {
        return all(GENERATED_COLUMNS, row -> new GeneratedColumn(relation(row, 1), row.getString(4), row.getString(5)));
    }

    List<Trigger> triggers() throws SQLException {
        return all(
                TRIGGERS,
                row -> new Trigger(
                        relation(row, 1),
                        triggerEvents(row.getInt(4)),
                        (row.getInt(4) & BEFORE_ROW) == BEFORE_ROW,
                        row.getLong(5),
                        row.getString(7),
                        Set.copyOf(texts(row, 6)),
                        row.getString(8)));
    }

    List<Function> functions() throws SQLException {
        return all(
                FUNCTIONS, row -> new Function(row.getLong(1), row.getString(2), row.getBoolean(3), row.getString(4)));
    }

    /** The functions and procedures, of any kind, of which the rules file says something. */
    List<Long> functionsNamed(FunctionRules function) throws SQLException {
        List<Long> oids = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(FUNCTIONS_NAMED)) {
            statement.setString(1, function.name());
            statement.setString(2, function.schema());
            statement.setString(3, function.schema());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    oids.add(row.getLong(1));
                }
            }
        }
        return oids;
    }

    List<String> functionNames() throws SQLException {
        return all(FUNCTION_NAMES, row -> row.getString(1));
    }

    List<Inheritance> inheritance() throws SQLException {
        return all(INHERITANCE, row -> new Inheritance(relation(row, 1), relation(row, 4)));
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

    /** Its oid, schema and name, in this order. */
    private static Relation relation(ResultSet row, int index) throws SQLException {
        return new Relation(row.getLong(index), new TableName(row.getString(index + 1), row.getString(index + 2)));
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
