package io.writeguard.it.differential;

/** Expressions over the tables of {@link WrittenTables}, with every kind of literal and comment in them. */
final class Expressions {

    private static final int DEPTH = 3;

    private final Dice dice;

    Expressions(Dice dice) {
        this.dice = dice;
    }

    /** One that PostgreSQL can take for text. */
    String text() {
        return text(DEPTH);
    }

    private String text(int depth) {
        if (depth == 0 || dice.one(2)) {
            return literal();
        }
        return dice.ofMade(
                () -> "coalesce(a, " + text(depth - 1) + ")",
                () -> "case when " + predicate(depth - 1) + " then 'x' else " + text(depth - 1) + " end",
                () -> "(select max(b) from s.acct where " + predicate(depth - 1) + ")",
                () -> "a || " + text(depth - 1),
                () -> "cast(" + text(depth - 1) + " as text)",
                () -> "(" + text(depth - 1) + ")::text",
                () -> "lower(/* set a = */ " + text(depth - 1) + ")",
                () -> "overlay(a placing 'x' from 1 for 2)",
                () -> "(array['x', 'y'])[1]",
                () -> "trim(both ' ' from a)");
    }

    private String literal() {
        return dice.of(
                "'x'",
                "''",
                "null",
                "'it''s'",
                "E'it\\'s; --'",
                "E'\\\\'",
                "'\\'",
                "$$where id = 1; $$",
                "$q$it's $$ ; $q$",
                "U&'\\0061'",
                "text 'x'",
                "'a'\n'b'",
                "n'x'",
                "?",
                "a",
                "b",
                "\"Mixed\"",
                "\"order\"",
                "current_user",
                "'set a = 1 where id = 2' -- ' where\n",
                "/* ' /* ; */ where */ 'x'");
    }

    String predicate() {
        return predicate(DEPTH);
    }

    private String predicate(int depth) {
        if (depth == 0 || dice.one(2)) {
            return dice.of(
                    "id = 1",
                    "id = ?",
                    "id in (1, 2, ?)",
                    "a is not null",
                    "b <> ''",
                    "a like 'x%' escape '!'",
                    "id between 1 and 3",
                    "j ?? 'k'",
                    "j @> '{\"k\": 1}'",
                    "true",
                    "id = any(array[1, 2])",
                    "a is distinct from b",
                    "id = -1",
                    "id=+?",
                    "a ~ '^x'",
                    "(id, a) = (1, 'x')");
        }
        return dice.ofMade(
                () -> predicate(depth - 1) + " and " + predicate(depth - 1),
                () -> "(" + predicate(depth - 1) + " or " + predicate(depth - 1) + ")",
                () -> "not (" + predicate(depth - 1) + ")",
                () -> "exists (select from \"Acct\" where " + predicate(depth - 1) + ")",
                () -> "id in (select id from s.acct where " + predicate(depth - 1) + ")",
                () -> "id = 2 and a = " + text(depth - 1));
    }
}
