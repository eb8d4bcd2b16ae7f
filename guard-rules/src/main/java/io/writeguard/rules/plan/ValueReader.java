package io.writeguard.rules.plan;

import io.writeguard.rules.plan.TypeReader.Effect;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;

/** Tells the plain sources of a value from expressions. */
final class ValueReader {

    /**
     * Which columns an expression sees.
     *
     * @param target the relation that is written, null where its rows are not in sight
     * @param alias of the target, or null
     * @param others whether other relations are in sight, so that a name alone may be one of theirs
     * @param excluded whether EXCLUDED is the row that was proposed for insertion
     */
    record Scope(RelationName target, String alias, boolean others, boolean excluded) {

        static final Scope NONE = new Scope(null, null, true, false);
    }

    private final LexedSql sql;
    private final Scope scope;

    ValueReader(LexedSql sql, Scope scope) {
        this.sql = sql;
        this.scope = scope;
    }

    /**
     * Reads one expression.
     *
     * @param column the column that it is assigned to, null where there is none
     */
    ValueSource read(Span expression, String column) {
        Peeled peeled = Peeled.of(sql, expression);
        ValueSource plain = plain(peeled, column);
        return plain == null ? new ValueSource.Expression(expression) : plain;
    }

    private ValueSource plain(Peeled peeled, String column) {
        Span core = peeled.core();
        if (core.isEmpty()) {
            return null;
        }
        if (core.length() == 1 && sql.isKeyword(core.from(), "null")) {
            return new ValueSource.Null();
        }
        if (peeled.effect().compareTo(Effect.NUMBER) >= 0) {
            return null;
        }
        if (core.length() == 1) {
            return single(core.from(), peeled.effect(), column);
        }
        return peeled.effect() == Effect.NONE ? qualifiedColumn(core) : null;
    }

    private ValueSource single(int token, Effect effect, String column) {
        return switch (sql.type(token)) {
            case PARAMETER -> new ValueSource.Parameter(sql.parameter(token));
            case STRING -> new ValueSource.Literal(token);
            case WORD, QUOTED_IDENTIFIER ->
                sql.isKeyword(token, "default")
                        ? new ValueSource.Default()
                        : effect == Effect.NONE ? ownColumn(token, column) : null;
            default -> null;
        };
    }

    private ValueSource ownColumn(int token, String column) {
        String name = sql.word(token);
        boolean reserved = sql.type(token) == TokenType.WORD && Keywords.isReserved(name);
        boolean own = !reserved && scope.target() != null && (name.equals(column) || isUnambiguous(name));
        return own ? new ValueSource.OwnColumn(name) : null;
    }

    private boolean isUnambiguous(String name) {
        boolean wholeRow = name.equals(scope.target().name()) || name.equals(scope.alias());
        return !scope.others() && !wholeRow;
    }

    private ValueSource qualifiedColumn(Span core) {
        ColumnName name = ColumnName.read(sql, core);
        if (name == null || name.qualifier() == null || scope.target() == null) {
            return null;
        }
        if (scope.excluded() && name.schema() == null && name.qualifier().equals("excluded")) {
            return new ValueSource.ExcludedColumn(name.column());
        }
        return isTarget(name) ? new ValueSource.OwnColumn(name.column()) : null;
    }

    private boolean isTarget(ColumnName name) {
        if (scope.alias() != null) {
            return name.schema() == null && name.qualifier().equals(scope.alias());
        }
        RelationName target = scope.target();
        boolean schemaAgrees = name.schema() == null || name.schema().equals(target.schema());
        return schemaAgrees && name.qualifier().equals(target.name());
    }
}
