package io.writeguard.driver.jdbc;

import io.writeguard.driver.statement.BoundValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import org.postgresql.PGResultSetMetaData;

/**
 * The statement that pgjdbc sends for a row changed through an updatable ResultSet, with the values to be bound. It names
 * the relation behind the first FROM of the query, whatever that is, and the row by one of the relation's unique keys;
 * here the row is named by all of them, since which one it takes is its own affair.
 *
 * <p>Follows {@code org.postgresql.jdbc.PgResultSet}.
 */
record RowStatement(String sql, List<BoundValue> values) {

    /**
     * The relations of which the driver may change a row, as the query writes them: one, where the text is one statement;
     * none where there is no FROM, and the rows can't be changed.
     *
     * @param sql as it is sent
     */
    static Set<String> relations(String sql) {
        boolean several = sql.strip().replaceFirst(";+$", "").contains(";");
        Set<String> relations = new LinkedHashSet<>();
        StringTokenizer words = new StringTokenizer(sql, " \r\t\n");
        while (words.hasMoreTokens() && (several || relations.isEmpty())) {
            if (words.nextToken().equalsIgnoreCase("from") && words.hasMoreTokens()) {
                String word = words.nextToken();
                boolean only = word.equalsIgnoreCase("only") && words.hasMoreTokens();
                relations.add((only ? words.nextToken() : word).replaceFirst(";.*", ""));
            }
        }
        return relations;
    }

    /**
     * @param keys of the relation
     * @return null where no key is among the columns of the query
     */
    static RowStatement update(
            String relation, ResultSet row, Map<Integer, BoundValue> changed, List<List<String>> keys)
            throws SQLException {
        List<BoundValue> values = new ArrayList<>();
        StringJoiner assignments = new StringJoiner(", ");
        byName(row, changed).forEach((column, value) -> {
            assignments.add(quoted(column) + " = ?");
            values.add(value);
        });
        String condition = condition(row, keys, values);
        return condition == null
                ? null
                : new RowStatement("UPDATE " + relation + " SET " + assignments + " WHERE " + condition, values);
    }

    /**
     * @param keys of the relation
     * @return null where no key is among the columns of the query
     */
    static RowStatement delete(String relation, ResultSet row, List<List<String>> keys) throws SQLException {
        List<BoundValue> values = new ArrayList<>();
        String condition = condition(row, keys, values);
        return condition == null ? null : new RowStatement("DELETE FROM " + relation + " WHERE " + condition, values);
    }

    static RowStatement insert(String relation, ResultSet row, Map<Integer, BoundValue> changed) throws SQLException {
        StringJoiner columns = new StringJoiner(", ");
        StringJoiner parameters = new StringJoiner(", ");
        Map<String, BoundValue> values = byName(row, changed);
        values.keySet().forEach(column -> {
            columns.add(quoted(column));
            parameters.add("?");
        });
        return new RowStatement(
                "INSERT INTO " + relation + " (" + columns + ") VALUES (" + parameters + ")",
                List.copyOf(values.values()));
    }

    /** The driver writes the column that a column of the query comes from. */
    private static Map<String, BoundValue> byName(ResultSet row, Map<Integer, BoundValue> changed) throws SQLException {
        PGResultSetMetaData columns = row.getMetaData().unwrap(PGResultSetMetaData.class);
        Map<String, BoundValue> byName = new LinkedHashMap<>();
        for (Map.Entry<Integer, BoundValue> column : changed.entrySet()) {
            byName.put(columns.getBaseColumnName(column.getKey()), column.getValue());
        }
        return byName;
    }

    private static String condition(ResultSet row, List<List<String>> keys, List<BoundValue> values)
            throws SQLException {
        StringJoiner anyKey = new StringJoiner(" OR ");
        boolean found = false;
        for (List<String> key : keys) {
            List<Integer> numbers = numbers(row, key);
            if (numbers.size() == key.size()) {
                found = true;
                StringJoiner condition = new StringJoiner(" AND ");
                for (int i = 0; i < key.size(); i++) {
                    condition.add(quoted(key.get(i)) + " = ?");
                    values.add(ParameterValue.bound(
                            row.getObject(numbers.get(i)),
                            (statement, index, value) -> statement.setObject(index, value)));
                }
                anyKey.add(condition.toString());
            }
        }
        return found ? anyKey.toString() : null;
    }

    /** The columns of the query that have these names, as far as there are any. */
    private static List<Integer> numbers(ResultSet row, List<String> names) {
        List<Integer> numbers = new ArrayList<>();
        for (String name : names) {
            try {
                numbers.add(row.findColumn(name));
            } catch (SQLException notSelected) {
                return List.of();
            }
        }
        return numbers;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
