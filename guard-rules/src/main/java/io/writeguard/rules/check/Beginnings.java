package io.writeguard.rules.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from the first characters of a text that a pattern can't match it, which holds for nearly every secret. The JDK's
 * engine is the faster one, but may take exponential time; on so few characters it can't.
 */
final class Beginnings {

    private static final int CHARACTERS = 8;

    private static final int ASCII = 128;
    private static final byte MATCHES_NOT = 1;
    private static final byte MAY_MATCH = 2;

    private final Pattern pattern;

    /**
     * What was found out about texts that begin with three characters, by the first two and then by the third; 0 for nothing.
     * A thread that does not see it yet finds it out again.
     */
    private final byte[][] firstThree = new byte[ASCII * ASCII][];

    Beginnings(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    /** False only where no text that begins as this one does matches as a whole. */
    boolean mayMatch(String text) {
        return mayMatchByThree(text) && mayMatch(text, CHARACTERS);
    }

    private boolean mayMatchByThree(String text) {
        if (text.length() <= 3 || !isAscii(text.charAt(0)) || !isAscii(text.charAt(1)) || !isAscii(text.charAt(2))) {
            return true;
        }
        int pair = text.charAt(0) * ASCII + text.charAt(1);
        byte[] known = firstThree[pair];
        if (known == null) {
            known = new byte[ASCII];
            firstThree[pair] = known;
        }
        char third = text.charAt(2);
        if (known[third] == 0) {
            known[third] = mayMatch(text, 3) ? MAY_MATCH : MATCHES_NOT;
        }
        return known[third] == MAY_MATCH;
    }

    private static boolean isAscii(char character) {
        return character < ASCII;
    }

    private boolean mayMatch(String text, int characters) {
        Matcher matcher = pattern.matcher(text.substring(0, Math.min(characters, text.length())));
        return matcher.matches() || matcher.hitEnd();
    }
}
