package io.writeguard.it.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Small damage to a text: what is left may still be a statement, and another one than before. */
final class Mutations {

    private final Dice dice;

    Mutations(Dice dice) {
        this.dice = dice;
    }

    String mutate(String sql) {
        String mutated = sql;
        for (int times = dice.below(3); times >= 0; times--) {
            mutated = once(mutated);
        }
        return mutated;
    }

    private String once(String sql) {
        List<String> words = new ArrayList<>(List.of(sql.split(" ", -1)));
        int at = dice.below(words.size());
        switch (dice.below(6)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, words.get(at));
            case 2 -> words.add(at, words.remove(dice.below(words.size())));
            case 3 -> words.set(at, words.get(at).toUpperCase(Locale.ROOT));
            case 4 -> words.set(at, words.get(at) + blank() + (at + 1 < words.size() ? words.remove(at + 1) : ""));
            default -> words.add(at, fragment());
        }
        return String.join(" ", words);
    }

    private String blank() {
        return dice.of("", "\n", "\t", "\n\n\n", "\f", "\u000b", "\r", "/**/", "--\n", "-- '\r\n", "/* \" /* */ */");
    }

    private String fragment() {
        return dice.of(
                ";",
                "'",
                "\"",
                "$$",
                "$a$",
                "(",
                ")",
                ",",
                "where",
                "set",
                "only",
                "as",
                "default",
                "returning a",
                "from part",
                "using part",
                "//",
                "e'\\",
                "u&",
                "?",
                "??",
                "::text",
                "and",
                "/*",
                "*/",
                "--",
                "\\",
                "update",
                "b = 'x',",
                ", b = 'x'",
                "delete from part",
                "collate \"C\"",
                "at time zone 'utc'",
                "is null");
    }
}
