package io.writeguard.rules.plan;

import io.writeguard.rules.plan.TypeReader.Effect;
import io.writeguard.rules.plan.TypeReader.TypeName;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;

/**
 * An expression without the parentheses and casts around it.
 *
 * @param core what is left
 * @param effect the strongest effect of the casts that were taken off
 */
record Peeled(Span core, Effect effect) {

    static Peeled of(LexedSql sql, Span expression) {
        Peeled peeled = new Peeled(expression, Effect.NONE);
        Peeled next = peeled.peelOnce(sql);
        while (next != null) {
            peeled = next;
            next = peeled.peelOnce(sql);
        }
        return peeled;
    }

    private Peeled peelOnce(LexedSql sql) {
        if (core.length() < 2) {
            return null;
        }
        if (Clauses.isParenthesised(sql, core)) {
            return new Peeled(Clauses.inside(core), effect);
        }
        if (sql.isKeyword(core.from(), "cast") && Clauses.isParenthesised(sql, new Span(core.from() + 1, core.to()))) {
            return withoutCastCall(sql, new Span(core.from() + 2, core.to() - 1));
        }
        int primary = endOfPrimary(sql);
        return primary < core.to() ? withoutCasts(sql, primary) : withoutTypeBefore(sql);
    }

    /** {@code CAST(… AS type)}. */
    private Peeled withoutCastCall(LexedSql sql, Span inside) {
        int as = inside.from();
        while (as < inside.to() && !sql.isKeyword(as, "as")) {
            as = Clauses.next(sql, as);
        }
        TypeName type = new TypeReader(sql).read(as + 1, inside.to());
        return type == null || type.end() != inside.to() ? null : narrowed(inside.from(), as, type);
    }

    /** {@code primary::type::type}. */
    private Peeled withoutCasts(LexedSql sql, int primary) {
        Peeled result = this;
        int end = primary;
        while (end < core.to()) {
            TypeName type = sql.isOperator(end, "::") ? new TypeReader(sql).read(end + 1, core.to()) : null;
            if (type == null) {
                return null;
            }
            result = result.narrowed(core.from(), primary, type);
            end = type.end();
        }
        return result;
    }

    /** {@code type 'string'}. */
    private Peeled withoutTypeBefore(LexedSql sql) {
        int string = core.to() - 1;
        TypeName type = sql.is(string, TokenType.STRING) ? new TypeReader(sql).read(core.from(), string) : null;
        return type == null || type.end() != string ? null : narrowed(string, core.to(), type);
    }

    private Peeled narrowed(int from, int to, TypeName type) {
        return new Peeled(new Span(from, to), effect.compareTo(type.effect()) >= 0 ? effect : type.effect());
    }

    /** What {@code ::} binds to at the start of the core: a bracket, a constant, a name, or a type and a string. */
    private int endOfPrimary(LexedSql sql) {
        int first = core.from();
        if (sql.isKeyword(first, "cast")) {
            return Clauses.next(sql, first + 1);
        }
        if (!sql.isName(first)) {
            return Clauses.next(sql, first);
        }
        TypeName type = new TypeReader(sql).read(first, core.to());
        if (type != null && type.end() < core.to() && sql.is(type.end(), TokenType.STRING)) {
            return type.end() + 1;
        }
        int end = first + 1;
        while (end + 1 < core.to() && sql.is(end, TokenType.DOT) && sql.isName(end + 1)) {
            end += 2;
        }
        return end;
    }
}
