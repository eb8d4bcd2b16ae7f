package io.writeguard.driver.archive;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows of a table and a text for each, as a relation that a statement is joined with: {@code wg_kept(k0, …, value, n)}. */
record KeyedValues(GuardedTable table) {

    static final String VALUE = "wg_kept.value";

    /** From 1, in the order in which the rows were bound. */
    static final String NUMBER = "wg_kept.n";

    private static final String ARRAY = "pg_catalog.unnest(?::pg_catalog.text[])";

    /** The relation; {@link #bind} sets its parameters. */
    String relation() {
        int width = table.key().size();
        String arrays = Stream.generate(() -> ARRAY).limit(width + 1).collect(Collectors.joining(", "));
        String names = IntStream.range(0, width).mapToObj(i -> "k" + i + ", ").collect(Collectors.joining());
        return "ROWS FROM (" + arrays + ") WITH ORDINALITY AS wg_kept(" + names + "value, n)";
    }

    /** Whether a row of the relation is about that of the table. */
    String sameKey(String row) {
        return IntStream.range(0, table.key().size())
                .mapToObj(i -> row + "." + Identifiers.quoted(table.key().get(i)) + " = CAST(wg_kept.k" + i + " AS "
                        + table.column(table.key().get(i)).type() + ")")
                .collect(Collectors.joining(" AND "));
    }

    /**
     * Sets the parameters of {@link #relation}, the only ones of the statement.
     *
     * @param key the texts of a row's key
     */
    <R> void bind(PreparedStatement statement, List<R> rows, Function<R, List<String>> key, Function<R, String> value)
            throws SQLException {
        int width = table.key().size();
        for (int i = 0; i < width; i++) {
            int column = i;
            bind(statement, i + 1, rows.stream().map(row -> key.apply(row).get(column)));
        }
        bind(statement, width + 1, rows.stream().map(value));
    }

    private static void bind(PreparedStatement statement, int index, Stream<String> texts) throws SQLException {
        Connection connection = statement.getConnection();
        Array array = connection.createArrayOf("text", texts.toArray());
        statement.setArray(index, array);
    }
}
