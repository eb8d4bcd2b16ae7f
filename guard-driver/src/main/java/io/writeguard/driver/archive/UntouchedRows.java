package io.writeguard.driver.archive;

import io.writeguard.driver.impact.Questions;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts rows whose kept value is in them still: a write that was to take it has not found them. */
final class UntouchedRows {

    private record Column(GuardedTable table, String secret) {}

    private record Row(Object table, Map<String, String> key) {}

    private final Questions questions;

    UntouchedRows(Questions questions) {
        this.questions = questions;
    }

    /** @param secrets of which the first of each row is looked at */
    long count(List<KeptSecret> secrets) throws SQLException {
        Map<Row, KeptSecret> rows = new LinkedHashMap<>();
        secrets.forEach(secret -> rows.putIfAbsent(new Row(secret.table().oid(), secret.rowKey()), secret));
        Map<Column, List<KeptSecret>> columns = new LinkedHashMap<>();
        rows.values()
                .forEach(secret -> columns.computeIfAbsent(
                                new Column(secret.table(), secret.secret()), first -> new ArrayList<>())
                        .add(secret));
        long[] untouched = new long[1];
        for (Map.Entry<Column, List<KeptSecret>> column : columns.entrySet()) {
            GuardedTable table = column.getKey().table();
            questions.use(sql(table, name(table, column.getKey().secret())), query -> {
                untouched[0] += count(query, table, column.getValue());
                return true;
            });
        }
        return untouched[0];
    }

    private static String name(GuardedTable table, String secret) {
        return table.secrets().stream()
                .filter(known -> known.name().equals(secret))
                .findFirst()
                .orElseThrow()
                .column()
                .name();
    }

    private static String sql(GuardedTable table, String column) {
        KeyedValues kept = new KeyedValues(table);
        return "SELECT count(*) FROM " + Identifiers.quoted(table.name()) + " AS wg_row JOIN " + kept.relation()
                + " ON "
                + kept.sameKey("wg_row") + " AND wg_row." + Identifiers.quoted(column) + "::pg_catalog.text = "
                + KeyedValues.VALUE;
    }

    private static long count(PreparedStatement query, GuardedTable table, List<KeptSecret> secrets)
            throws SQLException {
        new KeyedValues(table)
                .bind(
                        query,
                        secrets,
                        secret -> table.key().stream().map(secret.rowKey()::get).toList(),
                        KeptSecret::value);
        try (ResultSet answer = query.executeQuery()) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
