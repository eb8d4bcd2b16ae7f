package io.writeguard.driver.cli.check;

import io.writeguard.driver.cli.check.ScriptReader.Piece;
import io.writeguard.rules.sql.TokenType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a script with the contents of its strings covered, each character by another: a literal may be a secret. */
final class CoveredSource {

    private static final char COVER = '•';

    private static final Pattern QUOTE = Pattern.compile("['$]");

    private final StringBuilder text;

    CoveredSource(String script) {
        this.text = new StringBuilder(script);
    }

    /** Covers the strings of a piece; where they can't be told, everything from the first quote on. */
    void cover(Piece piece) {
        if (piece.sql().problem() != null) {
            Matcher quote = QUOTE.matcher(piece.sql().sql());
            if (quote.find()) {
                cover(
                        piece.offset() + quote.end(),
                        piece.offset() + piece.sql().sql().length());
            }
            return;
        }
        for (int token = 0; token < piece.sql().size(); token++) {
            TokenType type = piece.sql().type(token);
            if (type == TokenType.STRING || type == TokenType.BIT_STRING) {
                int from = piece.offset() + piece.sql().start(token);
                int to = piece.offset() + piece.sql().end(token);
                boolean dollar = text.charAt(from) == '$';
                int content = dollar ? text.indexOf("$", from + 1) + 1 : text.indexOf("'", from) + 1;
                cover(content, dollar ? to - (content - from) : to - 1);
            }
        }
    }

    String text() {
        return text.toString();
    }

    private void cover(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                text.setCharAt(i, COVER);
            }
        }
    }
}
