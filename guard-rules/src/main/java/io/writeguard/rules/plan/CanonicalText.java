package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A writing statement respelled for a general SQL parser: the same structure without the lexical traps and the names that
 * such parsers stumble over. Literals become plain stand-ins, names {@code n1}, {@code n2} …, and the target stands without
 * ONLY and *.
 */
final class CanonicalText {

    /** Words of the grammar that are not reserved, and so could be names: they are left as they are. */
    private static final Set<String> KEPT_WORDS = Set.of(
            "between",
            "by",
            "cascade",
            "coalesce",
            "conflict",
            "cross",
            "current",
            "delete",
            "exists",
            "extract",
            "filter",
            "first",
            "following",
            "full",
            "groups",
            "ilike",
            "inner",
            "insert",
            "interval",
            "is",
            "isnull",
            "join",
            "key",
            "last",
            "left",
            "like",
            "locked",
            "matched",
            "merge",
            "natural",
            "no",
            "nothing",
            "notnull",
            "nowait",
            "nulls",
            "outer",
            "over",
            "partition",
            "preceding",
            "range",
            "recursive",
            "right",
            "row",
            "rows",
            "set",
            "share",
            "similar",
            "skip",
            "truncate",
            "unbounded",
            "update",
            "values",
            "within");

    private static final Set<String> KEPT_OPERATORS =
            Set.of("=", "<", ">", "<=", ">=", "<>", "!=", "+", "-", "*", "/", "%", "||", "::", "->", "->>");

    private final LexedSql sql;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> standIns = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    CanonicalText(LexedSql sql, Span statement, List<Write> writes) {
        this.sql = sql;
        Map<Integer, Write> targets = new HashMap<>();
        writes.forEach(write -> targets.put(write.targetSpan().from(), write));
        int i = statement.from();
        while (i < statement.to()) {
            Write write = targets.get(i);
            if (write == null) {
                token(i);
                i++;
            } else {
                target(write);
                i = write.targetSpan().to();
            }
        }
    }

    String text() {
        return text.toString();
    }

    /** The name that a stand-in stands for; a word that was left as it is stands for itself. */
    String name(String standIn) {
        return names.getOrDefault(standIn, standIn);
    }

    private void target(Write write) {
        String[] parts = {
            write.target().database(), write.target().schema(), write.target().name()
        };
        String separator = "";
        for (String part : parts) {
            if (part != null) {
                text.append(separator).append(standIn(part));
                separator = ".";
            }
        }
        if (write.alias() != null) {
            text.append(" AS ").append(standIn(write.alias()));
        }
        text.append(' ');
    }

    private void token(int token) {
        switch (sql.type(token)) {
            case WORD -> word(token);
            case QUOTED_IDENTIFIER -> append(standIn(sql.word(token)));
            case STRING, BIT_STRING -> append("'x'");
            case NUMBER -> append("1");
            case PARAMETER -> append("?");
            case OPERATOR -> append(KEPT_OPERATORS.contains(sql.text(token)) ? sql.text(token) : "||");
            default -> append(sql.text(token));
        }
    }

    private void word(int token) {
        String word = sql.word(token);
        boolean afterDot = sql.is(token - 1, TokenType.DOT);
        if (!afterDot && (Keywords.isReserved(word) || KEPT_WORDS.contains(word))) {
            append(word);
        } else if (!sql.is(token + 1, TokenType.STRING)) {
            append(standIn(word));
        }
    }

    private void append(String token) {
        text.append(token).append(' ');
    }

    private String standIn(String name) {
        return standIns.computeIfAbsent(name, added -> {
            String standIn = "n" + (standIns.size() + 1);
            names.put(standIn, added);
            return standIn;
        });
    }
}
