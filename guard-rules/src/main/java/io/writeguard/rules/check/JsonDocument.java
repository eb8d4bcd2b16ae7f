package io.writeguard.rules.check;

import com.google.re2j.Pattern;
import io.writeguard.rules.check.SecretValue.Text;

/** What a JSON document (RFC 8259) is as a secret. Only its outermost value is looked at. */
final class JsonDocument {

    private static final Pattern UNICODE = Pattern.compile("\\\\u[0-9a-fA-F]{4}");
    private static final int UNICODE_ESCAPE = 6;
    private static final String WHITE_SPACE = " \t\n\r";

    private JsonDocument() {}

    static SecretValue value(String document) {
        if (document == null) {
            return SecretValue.NULL;
        }
        String value = trim(document);
        if (value.equals("null")) {
            return SecretValue.NULL;
        }
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            return new Text(unescape(value.substring(1, value.length() - 1)));
        }
        return new Text(holdsNothing(value) ? "" : document);
    }

    private static boolean holdsNothing(String value) {
        boolean object = value.startsWith("{") && value.endsWith("}");
        boolean array = value.startsWith("[") && value.endsWith("]");
        return (object || array) && trim(value.substring(1, value.length() - 1)).isEmpty();
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && WHITE_SPACE.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        while (from < to && WHITE_SPACE.indexOf(text.charAt(to - 1)) >= 0) {
            to--;
        }
        return text.substring(from, to);
    }

    /** What stands between the quotes of a JSON string. An escape that is none is kept as it stands. */
    static String unescape(String string) {
        StringBuilder text = new StringBuilder(string.length());
        int position = 0;
        while (position < string.length()) {
            char character = string.charAt(position);
            int end = Math.min(position + UNICODE_ESCAPE, string.length());
            if (character != '\\' || position + 1 == string.length()) {
                text.append(character);
                position++;
            } else if (UNICODE.matches(string.substring(position, end))) {
                text.append((char) Integer.parseInt(string.substring(position + 2, end), 16));
                position = end;
            } else {
                text.append(unescaped(string.charAt(position + 1)));
                position += 2;
            }
        }
        return text.toString();
    }

    private static char unescaped(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }
}
