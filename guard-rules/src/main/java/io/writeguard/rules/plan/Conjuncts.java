package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** Splits a predicate into the conditions that must all hold. */
final class Conjuncts {

    private Conjuncts() {}

    /** The parts joined by AND, those inside parentheses too; the predicate alone where OR joins it. */
    static List<Span> of(LexedSql sql, Span predicate) {
        List<Span> conjuncts = new ArrayList<>();
        Deque<Span> pending = new ArrayDeque<>(List.of(predicate));
        while (!pending.isEmpty()) {
            Span span = Clauses.unwrap(sql, pending.pop());
            List<Span> parts = split(sql, span);
            if (parts.size() > 1) {
                Collections.reverse(parts);
                parts.forEach(pending::push);
            } else if (!span.isEmpty()) {
                conjuncts.add(span);
            }
        }
        return conjuncts;
    }

    /** The parts joined by OR; the condition alone where none is. */
    static List<Span> alternatives(LexedSql sql, Span condition) {
        Span span = Clauses.unwrap(sql, condition);
        List<Span> parts = new ArrayList<>();
        int from = span.from();
        int end = Clauses.findOutsideCase(sql, span, "or");
        while (end < span.to()) {
            parts.add(new Span(from, end));
            from = end + 1;
            end = Clauses.findOutsideCase(sql, new Span(from, span.to()), "or");
        }
        parts.add(new Span(from, span.to()));
        return parts;
    }

    private static List<Span> split(LexedSql sql, Span span) {
        List<Span> parts = new ArrayList<>();
        int from = span.from();
        int end = Clauses.findOutsideCase(sql, span, "and", "or");
        while (end < span.to()) {
            if (sql.isKeyword(end, "or")) {
                return List.of(span);
            }
            if (!belongsToBetween(sql, from, end)) {
                parts.add(new Span(from, end));
                from = end + 1;
            }
            end = Clauses.findOutsideCase(sql, new Span(end + 1, span.to()), "and", "or");
        }
        parts.add(new Span(from, span.to()));
        return parts;
    }

    /** Whether the AND is the one of {@code x BETWEEN a AND b}. BETWEEN without a value before it is a column. */
    private static boolean belongsToBetween(LexedSql sql, int from, int and) {
        int between = Clauses.findOutsideCase(sql, new Span(from, and), "between");
        boolean afterValue = between > from && between < and && !sql.is(between - 1, TokenType.OPERATOR);
        return afterValue && Clauses.findOutsideCase(sql, new Span(between, and), "and") == and;
    }
}
