package io.writeguard.rules.plan;

import io.writeguard.rules.plan.ValueSource.Expression;
import io.writeguard.rules.plan.ValueSource.Literal;
import io.writeguard.rules.plan.ValueSource.Parameter;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;

/** Tells expressions whose value is the same for every row, without a function or a column in them. */
final class Constants {

    private Constants() {}

    /** The value of a constant, or null where the expression is none, or is NULL. */
    static ValueSource read(LexedSql sql, Span expression) {
        ValueSource value = new ValueReader(sql, ValueReader.Scope.NONE).read(expression, null);
        boolean plain = value instanceof Parameter || value instanceof Literal;
        return plain || (value instanceof Expression && isConstant(sql, expression)) ? value : null;
    }

    private static boolean isConstant(LexedSql sql, Span expression) {
        Span core = Peeled.of(sql, expression).core();
        boolean signed = core.length() == 2 && (sql.isOperator(core.from(), "-") || sql.isOperator(core.from(), "+"));
        int token = core.to() - 1;
        if (signed) {
            return sql.is(token, TokenType.NUMBER);
        }
        return core.length() == 1
                && switch (sql.type(token)) {
                    case NUMBER, STRING, BIT_STRING, PARAMETER -> true;
                    default -> Clauses.isAny(sql, token, "true", "false");
                };
    }
}
