package io.writeguard.driver.cli.offline;

import io.writeguard.rules.TableRules;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.stream.Stream;

/** The names in a predicate. */
final class PredicateColumns {

    private PredicateColumns() {}

    /** Whether a row may stop being one with a live secret: {@code live-when} or {@code only-rows} mentions the column. */
    static boolean decides(TableRules table, String column) {
        return Stream.concat(
                        Stream.ofNullable(table.liveWhen()),
                        table.secretColumns().stream().flatMap(secret -> Stream.ofNullable(secret.onlyRows())))
                .anyMatch(predicate -> mentions(predicate, column));
    }

    private static boolean mentions(String predicate, String column) {
        LexedSql sql = LexedSql.of(predicate);
        for (int token = 0; token < sql.size(); token++) {
            if (sql.isName(token) && sql.word(token).equals(column)) {
                return true;
            }
        }
        return false;
    }

    /** Whether no name and no parameter is in it, so that it is true for every row or for none: {@code 1 = 1}. */
    static boolean isConstant(LexedSql sql, Span predicate) {
        for (int token = predicate.from(); token < predicate.to(); token++) {
            boolean flag = sql.isKeyword(token, "true")
                    || sql.isKeyword(token, "and")
                    || sql.isKeyword(token, "or")
                    || sql.isKeyword(token, "not");
            if (sql.is(token, TokenType.PARAMETER) || (sql.isName(token) && !flag)) {
                return false;
            }
        }
        return true;
    }
}
