package io.writeguard.rules.check;

/** Characters that are looked for in every secret: a bit for each of ASCII, a search for the others. Immutable. */
final class CharacterSet {

    private static final int HALF = 64;
    private static final int ASCII = 128;

    private final long low;
    private final long high;
    private final String others;

    CharacterSet(String characters) {
        long first = 0;
        long second = 0;
        StringBuilder rest = new StringBuilder();
        for (int i = 0; i < characters.length(); i++) {
            char character = characters.charAt(i);
            if (character < HALF) {
                first |= 1L << character;
            } else if (character < ASCII) {
                second |= 1L << (character - HALF);
            } else {
                rest.append(character);
            }
        }
        this.low = first;
        this.high = second;
        this.others = rest.toString();
    }

    boolean contains(int character) {
        if (character < HALF) {
            return (low >>> character & 1) != 0;
        }
        return character < ASCII ? (high >>> (character - HALF) & 1) != 0 : others.indexOf(character) >= 0;
    }

    boolean containsAnyOf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (contains(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
