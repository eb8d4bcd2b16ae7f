package io.writeguard.rules.sql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes of E'…': PostgreSQL manual, 4.1.2.2. Octal and hexadecimal ones stand for bytes, of UTF-8 here. */
final class BackslashEscapes {

    private final String content;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int position;

    private BackslashEscapes(String content) {
        this.content = content;
    }

    static String decode(String content) {
        return content.indexOf('\\') < 0 ? content : new BackslashEscapes(content).decode();
    }

    private String decode() {
        while (position < content.length()) {
            if (content.charAt(position) == '\\' && position + 1 < content.length()) {
                position++;
                escape(content.charAt(position));
            } else {
                character(content.codePointAt(position));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void escape(char c) {
        switch (c) {
            case 'b' -> control('\b');
            case 'f' -> control('\f');
            case 'n' -> control('\n');
            case 'r' -> control('\r');
            case 't' -> control('\t');
            case 'v' -> control('\u000b');
            case 'x' -> bytes(position + 1, 2, 16);
            case 'u' -> unicode(4);
            case 'U' -> unicode(8);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> bytes(position, 3, 8);
            default -> character(content.codePointAt(position));
        }
    }

    private void control(char c) {
        bytes.write(c);
        position++;
    }

    private void bytes(int from, int mostDigits, int radix) {
        int value = 0;
        int i = from;
        while (i < from + mostDigits && Character.digit(Characters.at(content, i), radix) >= 0) {
            value = value * radix + Character.digit(content.charAt(i), radix);
            i++;
        }
        if (i == from) {
            character(content.codePointAt(position));
        } else {
            bytes.write(value);
            position = i;
        }
    }

    private void unicode(int digits) {
        int value = UnicodeEscapes.hexadecimal(content, position + 1, digits);
        if (value < 0) {
            character(content.codePointAt(position));
            return;
        }
        position += 1 + digits;
        int low = isHighSurrogate(value) ? escapedLowSurrogate(digits) : -1;
        if (low >= 0) {
            position += 2 + digits;
            value = Character.toCodePoint((char) value, (char) low);
        }
        write(value);
    }

    private static boolean isHighSurrogate(int value) {
        return value <= Character.MAX_VALUE && Character.isHighSurrogate((char) value);
    }

    private int escapedLowSurrogate(int digits) {
        boolean escaped = Characters.at(content, position) == '\\'
                && Characters.at(content, position + 1) == (digits == 4 ? 'u' : 'U');
        int value = escaped ? UnicodeEscapes.hexadecimal(content, position + 2, digits) : -1;
        return value >= 0 && value <= Character.MAX_VALUE && Character.isLowSurrogate((char) value) ? value : -1;
    }

    private void character(int codePoint) {
        write(codePoint);
        position += Character.charCount(codePoint);
    }

    private void write(int codePoint) {
        if (Character.isValidCodePoint(codePoint)) {
            bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        }
    }
}
