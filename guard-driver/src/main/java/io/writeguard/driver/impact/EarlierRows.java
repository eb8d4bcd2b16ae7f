package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.statement.BoundValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Guarded tables as the transaction saw them before a measured statement: cursors opened before it. What a cursor reads is
 * as it was when it was opened, however late that is (manual, DECLARE: insensitive), and nothing is read before it is
 * fetched. Which rows are wanted is not known before the statement has run; a setting tells the cursor, which reads it when
 * it begins.
 */
final class EarlierRows {

    /** object_in_use (manual, appendix A): nothing can empty or redefine a table that a cursor of its session reads. */
    static final String OBJECT_IN_USE = "55006";

    private static final String SETTING = "writeguard.rows";

    private final Set<String> cursors = new LinkedHashSet<>();
    private final Map<String, Long> counted = new LinkedHashMap<>();

    private EarlierRows() {}

    static EarlierRows open(Questions questions, Collection<GuardedTable> tables) throws SQLException {
        EarlierRows rows = new EarlierRows();
        StringBuilder sql = new StringBuilder();
        for (GuardedTable table : tables) {
            if (table.hasKey()) {
                rows.declare(sql, rowsOf(table), byKeys(table));
            }
            for (GuardedColumn secret : table.secrets()) {
                String name = liveOf(table, secret);
                if (!rows.cursors.contains(name)) {
                    rows.declare(
                            sql,
                            name,
                            LiveCount.of(table, secret, Long.MAX_VALUE).sql());
                }
            }
        }
        questions.run(sql.toString());
        return rows;
    }

    private void declare(StringBuilder sql, String name, String query) {
        cursors.add(name);
        sql.append("DECLARE ")
                .append(name)
                .append(" NO SCROLL CURSOR FOR ")
                .append(query)
                .append("; ");
    }

    private static String rowsOf(GuardedTable table) {
        return "wg_rows_" + table.oid();
    }

    private static String liveOf(GuardedTable table, GuardedColumn secret) {
        return Identifiers.quoted(
                "wg_live_" + table.counted().oid() + "_" + table.secrets().indexOf(secret));
    }

    private static String byKeys(GuardedTable table) {
        TargetRow row = new TargetRow(table, WrittenRows.ROW);
        StringJoiner key = new StringJoiner(", ");
        StringJoiner wanted = new StringJoiner(", ");
        for (int i = 0; i < table.key().size(); i++) {
            String column = table.key().get(i);
            key.add(row.column(column));
            wanted.add("k" + i + " " + table.column(column).type());
        }
        return WrittenRows.select(table) + " WHERE (" + key + ") IN (SELECT * FROM pg_catalog.json_to_recordset("
                + "pg_catalog.current_setting('" + SETTING + "')::pg_catalog.json) AS wg_wanted(" + wanted + "))";
    }

    /**
     * The rows with these keys; to be called once for each table.
     *
     * @param keys the texts of the key's columns, row by row
     */
    void read(Questions questions, GuardedTable table, List<List<String>> keys, Questions.Rows rows)
            throws SQLException {
        StringJoiner members = new StringJoiner(", ");
        StringJoiner arrays = new StringJoiner(", ");
        StringJoiner names = new StringJoiner(", ");
        List<BoundValue> values = new ArrayList<>();
        for (int i = 0; i < table.key().size(); i++) {
            int column = i;
            members.add("'k" + i + "', k" + i);
            arrays.add("pg_catalog.unnest(?::pg_catalog.text[])");
            names.add("k" + i);
            String[] texts = keys.stream().map(key -> key.get(column)).toArray(String[]::new);
            values.add(BoundValue.of(
                    List.of(texts),
                    (statement, index) ->
                            statement.setArray(index, statement.getConnection().createArrayOf("text", texts))));
        }
        Question tell = new Question(
                "SELECT pg_catalog.set_config('" + SETTING
                        + "', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object("
                        + members + "))::pg_catalog.text FROM ROWS FROM (" + arrays + ") AS wg_keys(" + names
                        + ")), true)",
                true,
                values);
        questions.ask(tell, row -> false);
        questions.ask(new Question("FETCH ALL FROM " + rowsOf(table), false, List.of()), rows);
    }

    /** How many rows had the secret, and had it live. */
    long live(Questions questions, GuardedTable table, GuardedColumn secret) throws SQLException {
        String cursor = liveOf(table, secret);
        Long known = counted.get(cursor);
        if (known == null) {
            known = questions.number(new Question("FETCH ALL FROM " + cursor, false, List.of()));
            counted.put(cursor, known);
        }
        return known;
    }

    void close(Questions questions) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT pg_catalog.set_config('" + SETTING + "', '', true)");
        cursors.forEach(name -> sql.append("; CLOSE ").append(name));
        questions.run(sql.toString());
    }
}
