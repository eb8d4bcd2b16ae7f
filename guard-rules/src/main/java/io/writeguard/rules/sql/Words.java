package io.writeguard.rules.sql;

import java.util.HashSet;
import java.util.Set;

/** A crude look at text whose structure is unknown: whatever may be a name in it. */
public final class Words {

    private Words() {}

    /**
     * Everything in a text that could be an identifier: each run of identifier characters as it stands and folded, and
     * whatever stands between two double quotes.
     */
    public static Set<String> in(String text) {
        Set<String> words = new HashSet<>();
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && Characters.continuesIdentifier(text.charAt(end))) {
                end++;
            }
            if (end > i) {
                words.add(text.substring(i, end));
                words.add(Identifiers.fold(text.substring(i, end)));
            }
            i = end + 1;
        }
        addQuoted(text, words);
        return words;
    }

    private static void addQuoted(String text, Set<String> words) {
        int open = text.indexOf('"');
        while (open >= 0) {
            int close = text.indexOf('"', open + 1);
            if (close > open + 1) {
                words.add(text.substring(open + 1, close));
            }
            open = close;
        }
    }
}
