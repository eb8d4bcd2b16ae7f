package io.writeguard.rules.check;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Reads what is written in another encoding, if it is. */
final class Encodings {

    private static final int LONGEST = 512;

    private Encodings() {}

    /** The bytes that hexadecimal digits stand for, with PostgreSQL's {@code \x} or with {@code 0x} before them. */
    static Optional<byte[]> hex(String text) {
        String digits = text.startsWith("\\x") || text.startsWith("0x") ? text.substring(2) : text;
        return digits.length() <= LONGEST ? hexDigits(digits) : Optional.empty();
    }

    /** Pairs of digits alone, however many. */
    static Optional<byte[]> hexDigits(String digits) {
        boolean pairs = !digits.isEmpty() && digits.length() % 2 == 0;
        return pairs && areHex(digits) ? Optional.of(HexFormat.of().parseHex(digits)) : Optional.empty();
    }

    private static boolean areHex(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (!HexFormat.isHexDigit(digits.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Either alphabet of RFC 4648, padded or not; nothing for a text that no encoder writes. */
    static Optional<byte[]> base64(String text) {
        if (text.length() > LONGEST || !isBase64(text)) {
            return Optional.empty();
        }
        String standard = text.replace('-', '+').replace('_', '/');
        try {
            byte[] bytes = Base64.getDecoder().decode(standard);
            boolean canonical = Base64.getEncoder().encodeToString(bytes).startsWith(standard);
            return canonical ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Letters of it in a number that an encoder writes: to have the decoder find out costs an exception. */
    private static boolean isBase64(String text) {
        int letters = text.length();
        while (letters > 0 && letters > text.length() - 2 && text.charAt(letters - 1) == '=') {
            letters--;
        }
        boolean padded = letters < text.length();
        if (letters % 4 == 1 || (padded && text.length() % 4 != 0)) {
            return false;
        }
        for (int i = 0; i < letters; i++) {
            if (!isBase64(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "+/-_".indexOf(character) >= 0;
    }

    static Optional<String> utf8(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        boolean isText = !decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
        return isText ? Optional.of(text.flip().toString()) : Optional.empty();
    }
}
