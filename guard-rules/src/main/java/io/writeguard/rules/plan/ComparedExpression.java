package io.writeguard.rules.plan;

import io.writeguard.rules.plan.TypeReader.Effect;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells the two sides of a comparison apart: a column of the written table, and what the application supplied. */
final class ComparedExpression {

    /** Functions whose result tells values apart as well as the values themselves, for all that a comparison is for. */
    private static final String[] TELLING = {
        "coalesce",
        "md5",
        "sha224",
        "sha256",
        "sha384",
        "sha512",
        "digest",
        "encode",
        "decode",
        "convert_to",
        "lower",
        "upper",
        "btrim"
    };

    private final LexedSql sql;
    private final String target;
    private final Set<String> suppliers;

    /**
     * @param target the name by which the statement refers to the written table
     * @param suppliers names of sources that hold nothing but what the application supplied
     */
    ComparedExpression(LexedSql sql, String target, Set<String> suppliers) {
        this.sql = sql;
        this.target = target;
        this.suppliers = suppliers;
    }

    /** The column whose value the expression shows whole, as it is or as a digest; null where it is anything else. */
    String column(Span expression) {
        Peeled peeled = Peeled.of(sql, withoutCollation(expression));
        if (peeled.effect() == Effect.CHANGE) {
            return null;
        }
        ColumnName name = ColumnName.read(sql, peeled.core());
        if (name != null) {
            return name.qualifier() == null || name.qualifier().equals(target) ? name.column() : null;
        }
        List<Span> arguments = arguments(peeled.core());
        boolean othersSupplied = arguments.stream().skip(1).allMatch(this::isSupplied);
        return arguments.isEmpty() || !othersSupplied ? null : column(arguments.get(0));
    }

    /** Whether it consists of bound values, literals and columns of sources that hold no others. */
    boolean isSupplied(Span expression) {
        Span core = Peeled.of(sql, withoutCollation(expression)).core();
        if (Constants.read(sql, core) != null) {
            return true;
        }
        ColumnName name = ColumnName.read(sql, core);
        if (name != null) {
            return name.qualifier() != null && suppliers.contains(name.qualifier());
        }
        List<Span> values = arguments(core);
        return !values.isEmpty() && values.stream().allMatch(this::isSupplied);
    }

    /** What a telling function is called with, or an array consists of; empty for anything else. */
    private List<Span> arguments(Span core) {
        Span rest = new Span(Math.min(core.from() + 1, core.to()), core.to());
        if (Clauses.isAny(sql, core.from(), TELLING) && Clauses.isParenthesised(sql, rest)) {
            return Clauses.items(sql, Clauses.inside(rest));
        }
        boolean array = sql.isKeyword(core.from(), "array")
                && sql.is(rest.from(), TokenType.OPEN_BRACKET)
                && sql.partner(rest.from()) == rest.to() - 1;
        return array ? new ArrayList<>(Clauses.items(sql, Clauses.inside(rest))) : List.of();
    }

    private Span withoutCollation(Span expression) {
        Span unwrapped = Clauses.unwrap(sql, expression);
        int collate = Clauses.find(sql, unwrapped, "collate");
        return new Span(unwrapped.from(), collate);
    }
}
