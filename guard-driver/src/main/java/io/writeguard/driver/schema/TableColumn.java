package io.writeguard.driver.schema;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.TokenType;

/**
 * A column of a guarded table.
 *
 * @param number in the table, kept where the column is renamed
 * @param name as PostgreSQL names it, without quotes
 * @param type as {@code format_type} spells it, for a CAST
 * @param defaultExpression SQL, or null where there is none (or the column is generated)
 */
public record TableColumn(int number, String name, String type, String defaultExpression) {

    /** Whether a row that leaves the column out has NULL in it. */
    public boolean defaultsToNull() {
        return defaultExpression == null || defaultExpression.startsWith("NULL::");
    }

    /** The text that a row has which leaves the column out; null where it is not a constant, or NULL. */
    public String constantDefault() {
        if (defaultExpression == null) {
            return null;
        }
        LexedSql expression = LexedSql.of(defaultExpression);
        boolean constant = expression.size() > 0
                && expression.type(0) == TokenType.STRING
                && (expression.size() == 1 || castFollows(expression));
        return constant ? expression.literal(0) : null;
    }

    private static boolean castFollows(LexedSql expression) {
        for (int token = 1; token < expression.size(); token++) {
            boolean partOfCast = expression.isOperator(token, "::")
                    || expression.isName(token)
                    || expression.is(token, TokenType.DOT);
            if (!partOfCast) {
                return false;
            }
        }
        return expression.text(1).equals("::");
    }
}
