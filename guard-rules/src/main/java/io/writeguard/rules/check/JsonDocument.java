package io.writeguard.rules.check;

import io.writeguard.rules.check.SecretValue.Text;

/** What a JSON document (RFC 8259) is as a secret. Only its outermost value is looked at. */
final class JsonDocument {

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

    /** An escape that is none is kept as it stands: PostgreSQL refuses such a document anyway. */
    private static String unescape(String string) {
        StringBuilder text = new StringBuilder(string.length());
        int position = 0;
        while (position < string.length()) {
            char character = string.charAt(position);
            boolean escaped = character == '\\' && position + 1 < string.length();
            if (escaped && string.charAt(position + 1) == 'u' && position + 6 <= string.length()) {
                text.append((char) Integer.parseInt(string.substring(position + 2, position + 6), 16));
                position += 6;
            } else if (escaped) {
                text.append(unescaped(string.charAt(position + 1)));
                position += 2;
            } else {
                text.append(character);
                position++;
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
