package io.writeguard.rules.check;

/** Runs of one character that cover a secret on a screen. */
final class MaskRun {

    static final int SHORTEST = 3;

    private static final String MASKING = "*•●xX█#+-.";

    private MaskRun() {}

    /** Whether the text is one masking character, repeated. */
    static boolean isWhole(String text) {
        return text.length() >= SHORTEST
                && MASKING.indexOf(text.charAt(0)) >= 0
                && text.chars().allMatch(character -> character == text.charAt(0));
    }
}
