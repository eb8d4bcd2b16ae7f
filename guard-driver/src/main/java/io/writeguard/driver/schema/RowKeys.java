package io.writeguard.driver.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** By what a row of any relation can be named: the columns of its unique indexes (manual, pg_index). */
public final class RowKeys {

    private static final String UNIQUE_INDEXES = """
            SELECT (SELECT pg_catalog.array_agg(a.attname::text ORDER BY k.position)
                    FROM pg_catalog.unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, position)
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum)
            FROM pg_catalog.pg_index i
            WHERE i.indrelid = pg_catalog.to_regclass(?) AND i.indisunique AND i.indisvalid
              AND i.indpred IS NULL AND i.indexprs IS NULL
            ORDER BY i.indisprimary DESC, i.indexrelid""";

    private RowKeys() {}

    /**
     * @param relation as a statement on the connection would write it
     * @return the columns of each; none for a relation that is not there
     */
    public static List<List<String>> of(Connection connection, String relation) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UNIQUE_INDEXES)) {
            statement.setString(1, relation);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    keys.add(Arrays.asList((String[]) row.getArray(1).getArray()));
                }
            }
        }
        return keys;
    }
}
