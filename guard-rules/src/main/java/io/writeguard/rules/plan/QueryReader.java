package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Reads which relations a plain SELECT names in its FROM, and how its WHERE narrows them. */
final class QueryReader {

    private static final String[] AFTER_FROM = {
        "where", "group", "having", "window", "union", "intersect", "except", "order", "limit", "offset", "fetch", "for"
    };

    private final LexedSql sql;
    private final Span query;

    QueryReader(LexedSql sql, Span query) {
        this.sql = sql;
        this.query = Clauses.unwrap(sql, query);
    }

    /** The table that SELECT … INTO creates, or null. */
    RelationName into() {
        int into = Clauses.find(sql, new Span(query.from(), end("from")), "into");
        if (into == query.to() || !sql.isKeyword(into, "into")) {
            return null;
        }
        Cursor cursor = new Cursor(sql, new Span(into + 1, query.to()));
        while (Clauses.isAny(sql, cursor.position(), "temporary", "temp", "local", "global", "unlogged", "table")
                && sql.isName(cursor.position() + 1)) {
            cursor.skip();
        }
        return cursor.relation();
    }

    /** Its relations; none where it is a set operation or no SELECT. */
    List<Read> reads() {
        if (!sql.isKeyword(query.from(), "select") || end("union", "intersect", "except") < query.to()) {
            return List.of();
        }
        int from = end("from");
        if (from == query.to()) {
            return List.of();
        }
        Cursor cursor = new Cursor(sql, new Span(from + 1, query.to()));
        Span list = cursor.until(AFTER_FROM);
        Span where = cursor.accept("where") ? cursor.until(AFTER_FROM) : null;
        List<Membership> memberships = new ArrayList<>();
        List<Equality> equalities = new EqualityReader(sql).read(where, memberships);
        return relations(list, equalities, memberships, locks());
    }

    private int end(String... keywords) {
        return Clauses.find(sql, query, keywords);
    }

    private boolean locks() {
        int lock = end("for");
        while (lock < query.to()) {
            if (sql.isKeyword(lock + 1, "update") || sql.isKeyword(lock + 1, "no")) {
                return true;
            }
            lock = Clauses.find(sql, new Span(lock + 1, query.to()), "for");
        }
        return false;
    }

    private List<Read> relations(Span list, List<Equality> equalities, List<Membership> memberships, boolean locking) {
        List<Read> reads = new ArrayList<>();
        boolean expected = true;
        int i = list.from();
        while (i < list.to()) {
            Cursor cursor = new Cursor(sql, new Span(i, list.to()));
            if (expected && (cursor.at("only") || isRelation(i))) {
                Target target = Target.read(
                        cursor, "join", "left", "right", "full", "inner", "cross", "natural", "tablesample");
                reads.add(read(target, equalities, memberships, locking));
                i = Math.max(i + 1, target.span().to());
            } else {
                i = Clauses.next(sql, i);
            }
            expected = sql.is(i - 1, TokenType.COMMA) || sql.isKeyword(i - 1, "join");
        }
        return reads;
    }

    /** A name here is a relation unless it is called, or a keyword before a sub-select. */
    private boolean isRelation(int token) {
        int last = token;
        while (sql.is(last + 1, TokenType.DOT)) {
            last += 2;
        }
        boolean called = sql.is(last + 1, TokenType.OPEN_PARENTHESIS);
        boolean keyword = last == token && sql.type(token) == TokenType.WORD && Keywords.isReserved(sql.word(token));
        return sql.isName(token) && !called && !keyword;
    }

    private static Read read(Target target, List<Equality> equalities, List<Membership> memberships, boolean locking) {
        String name = target.alias() == null ? target.relation().name() : target.alias();
        List<Equality> own = equalities.stream()
                .filter(equality ->
                        equality.qualifier() == null || equality.qualifier().equals(name))
                .toList();
        List<Membership> ownMemberships = memberships.stream()
                .filter(member ->
                        member.qualifier() == null || member.qualifier().equals(name))
                .toList();
        return new Read(target.relation(), target.alias(), own, ownMemberships, locking);
    }
}
