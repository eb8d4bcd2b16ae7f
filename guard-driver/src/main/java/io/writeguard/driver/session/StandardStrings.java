package io.writeguard.driver.session;

import io.writeguard.driver.statement.SubmittedStatement;
import java.util.List;
import org.postgresql.core.BaseConnection;

/**
 * Whether texts mean what they say: where {@code standard_conforming_strings} is off, a backslash in a literal does not stand
 * for itself (manual, 4.1.2.2), and the literal may end elsewhere.
 */
final class StandardStrings {

    private StandardStrings() {}

    static boolean in(List<SubmittedStatement> statements, BaseConnection server) {
        return server.getStandardConformingStrings()
                || statements.stream()
                        .noneMatch(statement -> hasBackslash(statement.sql().sql()));
    }

    static boolean in(String sql, BaseConnection server) {
        return server.getStandardConformingStrings() || !hasBackslash(sql);
    }

    private static boolean hasBackslash(String sql) {
        return sql.indexOf('\\') >= 0;
    }
}
