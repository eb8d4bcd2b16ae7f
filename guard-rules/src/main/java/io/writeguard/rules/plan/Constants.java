package io.writeguard.rules.plan;

import io.writeguard.rules.plan.TypeReader.Effect;
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
        if (plain || !(value instanceof Expression) || !isConstant(sql, expression)) {
            return plain ? value : null;
        }
        Peeled peeled = Peeled.of(sql, expression);
        if (peeled.effect() != Effect.NUMBER) {
            return value;
        }
        ValueSource uncast = single(sql, peeled.core());
        return uncast == null ? new Expression(peeled.core()) : uncast;
    }

    /** A parameter or a string, whatever it is cast to; null for anything else. */
    static ValueSource uncast(LexedSql sql, Span expression) {
        return single(sql, Peeled.of(sql, expression).core());
    }

    private static ValueSource single(LexedSql sql, Span core) {
        if (core.length() != 1) {
            return null;
        }
        return switch (sql.type(core.from())) {
            case PARAMETER -> new Parameter(sql.parameter(core.from()));
            case STRING -> new Literal(core.from());
            default -> null;
        };
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
