package io.writeguard.it.differential;

import io.writeguard.rules.sql.LexedSql;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

/** How the PostgreSQL driver takes a text apart. */
final class DriverParser {

    private DriverParser() {}

    /** How many parameters each statement has. A statement of comments alone, which the driver counts, is left out. */
    static List<Integer> parametersOfStatements(String sql) throws SQLException {
        return parse(sql).stream()
                .filter(query -> LexedSql.of(query.nativeSql).size() > 0)
                .map(query -> query.bindPositions.length)
                .toList();
    }

    static int parameters(String sql) throws SQLException {
        return parse(sql).stream().mapToInt(query -> query.bindPositions.length).sum();
    }

    static int statements(String sql) throws SQLException {
        return parse(sql).size();
    }

    private static List<NativeQuery> parse(String sql) throws SQLException {
        return Parser.parseJdbcSql(sql, true, true, true, false, false);
    }
}
