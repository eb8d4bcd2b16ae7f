package io.writeguard.rules.check;

import io.writeguard.rules.check.SecretValue.Bytes;
import io.writeguard.rules.check.SecretValue.Elements;
import io.writeguard.rules.check.SecretValue.Text;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what PostgreSQL's input functions of bytea and of arrays read (manual, Binary Data Types, Arrays). What they would
 * refuse is left as text: it never reaches a table.
 */
final class PostgresText {

    private PostgresText() {}

    /** {@code \x} and hexadecimal digits, or the escape format: {@code \\} and {@code \ooo}. */
    static SecretValue bytea(String text) {
        if (text.startsWith("\\x")) {
            String digits = text.substring(2).replaceAll("\\s", "");
            return digits.isEmpty()
                    ? new Bytes(new byte[0])
                    : Encodings.hexDigits(digits).<SecretValue>map(Bytes::new).orElse(new Text(text));
        }
        return new Bytes(unescaped(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] unescaped(byte[] text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length);
        int position = 0;
        while (position < text.length) {
            if (text[position] != '\\' || position + 1 == text.length) {
                bytes.write(text[position]);
                position++;
            } else if (text[position + 1] >= '0' && text[position + 1] <= '3' && position + 3 < text.length) {
                bytes.write(
                        (text[position + 1] - '0') << 6 | (text[position + 2] - '0') << 3 | (text[position + 3] - '0'));
                position += 4;
            } else {
                bytes.write(text[position + 1]);
                position += 2;
            }
        }
        return bytes.toByteArray();
    }

    /** The elements of an array of any dimensions, in order; NULL for a NULL that is not in quotes. */
    static SecretValue array(String text) {
        String trimmed = text.trim();
        if (!trimmed.endsWith("}") || trimmed.indexOf('{') < 0) {
            return new Text(text);
        }
        List<String> elements = new ArrayList<>();
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int position = trimmed.indexOf('{') + 1; position < trimmed.length(); position++) {
            char character = trimmed.charAt(position);
            if (character == '\\' && position + 1 < trimmed.length()) {
                position++;
                element.append(trimmed.charAt(position));
            } else if (character == '"') {
                quoted = !quoted;
                wasQuoted = true;
            } else if (!quoted && ",{}".indexOf(character) >= 0) {
                add(elements, element.toString(), wasQuoted);
                element.setLength(0);
                wasQuoted = false;
            } else if (quoted || !Character.isWhitespace(character) || inWord(element, wasQuoted)) {
                element.append(character);
            }
        }
        return new Elements(elements);
    }

    /** White space counts inside an element without quotes; around any element it does not. */
    private static boolean inWord(CharSequence element, boolean wasQuoted) {
        return !wasQuoted && !element.isEmpty();
    }

    private static void add(List<String> elements, String written, boolean quoted) {
        String element = quoted ? written : written.trim();
        if (quoted || !element.isEmpty()) {
            elements.add(!quoted && element.equalsIgnoreCase("NULL") ? null : element);
        }
    }
}
