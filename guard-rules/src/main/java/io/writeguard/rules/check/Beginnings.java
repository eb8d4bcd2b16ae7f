package io.writeguard.rules.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells from the first characters of a text that a pattern can't match it, which holds for nearly every secret. The JDK's
 * engine is the faster one, but may take exponential time; on so few characters it can't.
 */
final class Beginnings {

    private static final int CHARACTERS = 8;

    private final Pattern pattern;

    Beginnings(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    /** False only where no text that begins as this one does matches as a whole. */
    boolean mayMatch(String text) {
        Matcher matcher = pattern.matcher(text.substring(0, Math.min(CHARACTERS, text.length())));
        return matcher.matches() || matcher.hitEnd();
    }
}
