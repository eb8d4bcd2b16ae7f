package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.Map;
import java.util.Set;

/** Type names in casts: PostgreSQL manual, chapter 8 and 4.2.9. */
final class TypeReader {

    /** What a cast to a type does to a secret. */
    enum Effect {
        /** Nothing: a character type without a length. */
        NONE,
        /** Another notation of the same value. */
        NOTATION,
        /** Another notation of a number; of a text only its value as a number is left. */
        NUMBER,
        /** May cut or change it. */
        CHANGE
    }

    /**
     * A type name.
     *
     * @param end index after its last token
     */
    record TypeName(int end, Effect effect) {}

    private static final Map<String, Effect> EFFECTS = Map.ofEntries(
            Map.entry("text", Effect.NONE),
            Map.entry("varchar", Effect.NONE),
            Map.entry("citext", Effect.NONE),
            Map.entry("json", Effect.NOTATION),
            Map.entry("jsonb", Effect.NOTATION),
            Map.entry("uuid", Effect.NOTATION),
            Map.entry("bytea", Effect.NOTATION),
            Map.entry("bigint", Effect.NUMBER),
            Map.entry("int8", Effect.NUMBER),
            Map.entry("integer", Effect.NUMBER),
            Map.entry("int", Effect.NUMBER),
            Map.entry("int4", Effect.NUMBER),
            Map.entry("smallint", Effect.NUMBER),
            Map.entry("int2", Effect.NUMBER),
            Map.entry("numeric", Effect.NUMBER));

    /** Words that continue a type's name or the field of an interval. */
    private static final Set<String> CONTINUATIONS = Set.of(
            "varying",
            "precision",
            "character",
            "char",
            "with",
            "without",
            "time",
            "zone",
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "to");

    private static final Set<String> OF_SEVERAL_WORDS =
            Set.of("character", "char", "double", "bit", "national", "nchar", "time", "timestamp", "interval");

    private final LexedSql sql;

    TypeReader(LexedSql sql) {
        this.sql = sql;
    }

    /** The type name that starts here, or null where none does. */
    TypeName read(int from, int limit) {
        int first = sql.isKeyword(from, "setof") ? from + 1 : from;
        if (first >= limit || !sql.isName(first)) {
            return null;
        }
        int end = first + 1;
        while (end + 1 < limit && sql.is(end, TokenType.DOT) && sql.isName(end + 1)) {
            end += 2;
        }
        boolean severalWords = end == first + 1 && isOfSeveralWords(first);
        int name = end;
        end = suffixes(end, limit, severalWords);
        return new TypeName(end, effect(new Span(first, name), end));
    }

    private int suffixes(int from, int limit, boolean severalWords) {
        int end = from;
        while (end < limit) {
            TokenType type = sql.type(end);
            boolean continues = type == TokenType.OPEN_PARENTHESIS
                    || type == TokenType.OPEN_BRACKET
                    || sql.isKeyword(end, "array")
                    || (severalWords && type == TokenType.WORD && CONTINUATIONS.contains(sql.word(end)));
            if (!continues) {
                break;
            }
            end = Clauses.next(sql, end);
        }
        return end;
    }

    private boolean isOfSeveralWords(int token) {
        return sql.type(token) == TokenType.WORD && OF_SEVERAL_WORDS.contains(sql.word(token));
    }

    private Effect effect(Span name, int end) {
        boolean unqualified = name.length() == 1;
        boolean catalog = name.length() == 3 && sql.word(name.from()).equals("pg_catalog");
        if (unqualified && sql.isKeyword(name.from(), "character") && sql.isKeyword(name.from() + 1, "varying")) {
            return end == name.from() + 2 ? Effect.NONE : Effect.CHANGE;
        }
        boolean plain = end == name.to() && (unqualified || catalog);
        return plain ? EFFECTS.getOrDefault(sql.word(name.to() - 1), Effect.CHANGE) : Effect.CHANGE;
    }
}
