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
        return decoded(text).filter(bytes -> isEncoded(bytes, text));
    }

    /** As {@link #base64}, of texts of so many bytes at least. */
    static Optional<String> base64Text(String text, int shortest) {
        return decoded(text)
                .filter(bytes -> bytes.length >= shortest)
                .flatMap(bytes -> utf8(bytes).filter(content -> isEncoded(bytes, text)));
    }

    private static Optional<byte[]> decoded(String text) {
        if (text.length() > LONGEST || !isBase64(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(standard(text)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static boolean isEncoded(byte[] bytes, String text) {
        return Base64.getEncoder().encodeToString(bytes).startsWith(standard(text));
    }

    private static String standard(String text) {
        return text.replace('-', '+').replace('_', '/');
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
        if (!firstSequenceIsUtf8(bytes)) {
            return Optional.empty();
        }
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        boolean isText = !decoder.decode(ByteBuffer.wrap(bytes), text, true).isError();
        return isText ? Optional.of(text.flip().toString()) : Optional.empty();
    }

    /** Whether the first byte that is no ASCII may begin a character (RFC 3629): it does in few secrets. */
    private static boolean firstSequenceIsUtf8(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && bytes[i] >= 0) {
            i++;
        }
        if (i == bytes.length) {
            return true;
        }
        int first = bytes[i] & 0xFF;
        return first >= 0xC2 && first <= 0xF4 && i + 1 < bytes.length && (bytes[i + 1] & 0xC0) == 0x80;
    }
}
