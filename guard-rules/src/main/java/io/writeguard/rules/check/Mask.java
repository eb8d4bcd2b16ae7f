package io.writeguard.rules.check;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A text that keeps pieces of a secret and covers the rest, such as {@code sk-****wxyz}, or {@code 1**4} where as many
 * characters stand there as before.
 *
 * @param text the whole of it
 * @param pieces what is kept, in order, with something covered between any two; the first and the last may be empty
 */
record Mask(String text, List<String> pieces) {

    private static final String GLYPHS = "*∗⁎＊✱•‣·∙⋅◦●○◉⬤⚫■▪█▓▒░×";
    private static final String RUN = "(?:[" + GLYPHS + "]{3,}|x{3,}|X{3,}|#{3,}|\\.{3,}|-{4,}|_{4,}|\\?{3,}|…+)";
    private static final String WORD = "(?i:redacted|filtered|masked|scrubbed|hidden|omitted|truncated)";
    private static final String NOTE = "[(\\[<][^()\\[\\]<>]{0,40}[)\\]>]";
    private static final String MARKER = "[(\\[<]+" + WORD + "[^()\\[\\]<>]{0,40}[)\\]>]+";

    private static final String NOTES = "(?: ?(?:" + RUN + "|" + MARKER + "|" + NOTE + "|" + WORD + "))*";

    /** Runs in groups (as of a card number) with their separators; else one run or marker with the notes beside it. */
    private static final Pattern COVERED = Pattern.compile(
            "[ -]?" + RUN + "(?:[ -]" + RUN + ")+[ -]?| ?(?:" + RUN + "|" + MARKER + ")" + NOTES + " ?");

    private static final CharacterSet GLYPH = new CharacterSet(GLYPHS);
    private static final CharacterSet MASKING = new CharacterSet("xX#.-_?");
    private static final CharacterSet MARKS = new CharacterSet("…[(<" + GLYPHS);

    /** The masks that the text may be, as it stands and without the quotes, the brackets or the scheme around it. */
    static Stream<Mask> in(String text) {
        // what is wrapped in it covers nothing that the whole does not
        if (!mayCover(text)) {
            return Stream.empty();
        }
        return Stream.concat(Stream.of(text), Disguise.wrapped(text))
                .map(Mask::read)
                .flatMap(Optional::stream);
    }

    /** The mask that the text is, if it covers anything and keeps anything. */
    private static Optional<Mask> read(String value) {
        String text = Blanks.trim(value);
        if (!mayCover(text)) {
            return Optional.empty();
        }
        List<String> pieces = List.of(COVERED.split(text, -1));
        boolean keeps = pieces.stream().anyMatch(piece -> !piece.isEmpty());
        boolean covers = pieces.size() > 1 || text.chars().anyMatch(Mask::isGlyph);
        return covers && keeps ? Optional.of(new Mask(text, pieces)) : Optional.empty();
    }

    /** Whether it is a mask of this secret. Where both ends are shown, they may overlap, as they do for a short secret. */
    boolean covers(String secret) {
        String stored = Blanks.trim(secret);
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (stored.equals(text)) {
            return false;
        }
        if (coversInPlace(stored)) {
            return true;
        }
        if (pieces.size() == 1 || !stored.startsWith(first) || !stored.endsWith(last)) {
            return false;
        }
        boolean bothEnds = pieces.size() == 2 && !first.isEmpty() && !last.isEmpty();
        return bothEnds || (keptLength() < stored.length() && holdsInOrder(stored, first.length(), last.length()));
    }

    /** Glyphs stand in the place of characters, one for one. */
    private boolean coversInPlace(String stored) {
        return stored.length() == text.length()
                && IntStream.range(0, text.length())
                        .allMatch(index -> text.charAt(index) == stored.charAt(index) || isGlyph(text.charAt(index)));
    }

    private static boolean isGlyph(int character) {
        return GLYPH.contains(character);
    }

    private boolean holdsInOrder(String stored, int firstLength, int lastLength) {
        int position = firstLength;
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = stored.indexOf(piece, position);
            if (found < 0) {
                return false;
            }
            position = found + piece.length();
        }
        return position <= stored.length() - lastLength;
    }

    private int keptLength() {
        return pieces.stream().mapToInt(String::length).sum();
    }

    /** A cheap look first, for this is asked of every secret: a glyph, x three times, an ellipsis, a bracket. */
    private static boolean mayCover(String text) {
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            boolean run = index >= 2 && text.charAt(index - 1) == character && text.charAt(index - 2) == character;
            if (MARKS.contains(character) || (run && MASKING.contains(character))) {
                return true;
            }
        }
        return false;
    }
}
