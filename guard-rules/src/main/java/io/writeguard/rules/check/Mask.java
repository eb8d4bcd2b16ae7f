package io.writeguard.rules.check;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * A text that keeps pieces of a secret and covers the rest.
 *
 * @param text the whole of it
 * @param pieces what is kept, in order; the first and the last may be empty
 */
record Mask(String text, List<String> pieces) {

    private static final Pattern HOLE = Pattern.compile("\\*{3,}|•{3,}|●{3,}|█{3,}|#{3,}|x{3,}|X{3,}|\\.{3,}|…+");

    /** The mask that the text is, if it covers anything and keeps anything. */
    static Optional<Mask> read(String value) {
        String text = Blanks.trim(value);
        List<String> pieces = List.of(HOLE.split(text, -1));
        boolean keeps = pieces.stream().anyMatch(piece -> !piece.isEmpty());
        return pieces.size() > 1 && keeps ? Optional.of(new Mask(text, pieces)) : Optional.empty();
    }

    /** Whether it is a mask of this secret. */
    boolean covers(String secret) {
        String stored = Blanks.trim(secret);
        String first = pieces.get(0);
        String last = pieces.get(pieces.size() - 1);
        if (stored.equals(text) || !stored.startsWith(first) || !stored.endsWith(last)) {
            return false;
        }
        int position = first.length();
        int end = stored.length() - last.length();
        for (String piece : pieces.subList(1, pieces.size() - 1)) {
            int found = stored.indexOf(piece, position);
            if (found < 0) {
                return false;
            }
            position = found + piece.length();
        }
        return position < end;
    }
}
