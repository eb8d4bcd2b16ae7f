package io.writeguard.rules;

import com.google.re2j.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a regular expression becomes with its repetitions written out, which is what re2j does to compile it: seven
 * characters can stand for a million states. Counts too much rather than too little, and takes any text.
 */
final class PatternSize {

    static final int LONGEST_PATTERN = 1_000;
    static final int LARGEST_SIZE = 10_000;

    private static final Pattern COUNTS = Pattern.compile("[0-9]{1,4}(?:,[0-9]{0,4})?");

    private final String pattern;
    private final Deque<Long> enclosing = new ArrayDeque<>();
    private long size;
    private long lastAtom;
    private int position;

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    static boolean tooLarge(String pattern) {
        return pattern.length() > LONGEST_PATTERN || new PatternSize(pattern).size() > LARGEST_SIZE;
    }

    private long size() {
        while (position < pattern.length() && size <= LARGEST_SIZE) {
            char character = pattern.charAt(position);
            position++;
            switch (character) {
                case '(' -> openGroup();
                case ')' -> closeGroup();
                case '{' -> repeat();
                case '[' -> skipClass();
                case '\\' -> skipEscape();
                default -> atom(1);
            }
        }
        return size;
    }

    private void atom(long atomSize) {
        lastAtom = atomSize;
        size += atomSize;
    }

    private void openGroup() {
        enclosing.push(size);
        size = 0;
    }

    private void closeGroup() {
        long group = size + 1;
        size = enclosing.isEmpty() ? 0 : enclosing.pop();
        atom(group);
    }

    private void repeat() {
        int end = pattern.indexOf('}', position);
        if (end < 0 || !COUNTS.matches(pattern.substring(position, end))) {
            atom(1);
            return;
        }
        String[] counts = pattern.substring(position, end).split(",", 2);
        String most = counts[counts.length - 1].isEmpty() ? counts[0] : counts[counts.length - 1];
        size += lastAtom * Long.parseLong(most);
        lastAtom = lastAtom * Long.parseLong(most);
        position = end + 1;
    }

    private void skipClass() {
        skip(pattern.startsWith("^", position) ? 1 : 0);
        skip(pattern.startsWith("]", position) ? 1 : 0);
        while (position < pattern.length() && pattern.charAt(position) != ']') {
            int namedClassEnd = pattern.startsWith("[:", position) ? pattern.indexOf(":]", position) : -1;
            if (namedClassEnd >= 0) {
                position = namedClassEnd + 2;
            } else {
                skip(pattern.charAt(position) == '\\' ? 2 : 1);
            }
        }
        skip(1);
        atom(1);
    }

    private void skipEscape() {
        if (pattern.startsWith("Q", position)) {
            int end = pattern.indexOf("\\E", position);
            int literal = end < 0 ? pattern.length() - position : end + 2 - position;
            skip(literal);
            size += literal;
            atom(1);
            return;
        }
        boolean braced = position + 1 < pattern.length() && pattern.charAt(position + 1) == '{';
        boolean takesBraces = braced && "xpP".indexOf(pattern.charAt(position)) >= 0;
        int end = takesBraces ? pattern.indexOf('}', position) : -1;
        skip(end < 0 ? 1 : end + 1 - position);
        atom(1);
    }

    private void skip(int characters) {
        position = Math.min(position + characters, pattern.length());
    }
}
