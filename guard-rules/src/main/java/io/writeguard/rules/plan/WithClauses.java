package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** All WITH clauses of a statement, wherever they stand, outer ones first. */
final class WithClauses {

    /** What a place in the statement can see of them. */
    record Visible(List<WithQuery> queries, boolean recursive) {}

    private final List<WithClause> clauses;

    private WithClauses(List<WithClause> clauses) {
        this.clauses = clauses;
    }

    static WithClauses of(LexedSql sql, Span statement) {
        List<WithClause> clauses = new ArrayList<>();
        Deque<Integer> limits = new ArrayDeque<>(List.of(statement.to()));
        for (int i = statement.from(); i < statement.to(); i++) {
            if (sql.type(i) == TokenType.OPEN_PARENTHESIS) {
                limits.push(sql.partner(i));
            } else if (sql.type(i) == TokenType.CLOSE_PARENTHESIS) {
                limits.pop();
            } else if (sql.isKeyword(i, "with") && !sql.is(i - 1, TokenType.DOT)) {
                WithClause clause = WithClause.read(sql, i, limits.element());
                if (clause != null) {
                    clauses.add(clause);
                }
            }
        }
        return new WithClauses(clauses);
    }

    /** The bodies of all their queries. */
    List<Span> bodies() {
        return clauses.stream().flatMap(clause -> clause.bodies().stream()).toList();
    }

    Visible visibleAt(int token) {
        List<WithQuery> queries = new ArrayList<>();
        boolean recursive = false;
        for (WithClause clause : clauses) {
            if (clause.scope().from() <= token && token < clause.scope().to()) {
                clause.queries().stream()
                        .filter(query -> query.span().to() <= token)
                        .forEach(queries::add);
                recursive |= clause.recursive();
            }
        }
        return new Visible(queries, recursive);
    }
}
