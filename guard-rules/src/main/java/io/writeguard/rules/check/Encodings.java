package io.writeguard.rules.check;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
        boolean wellFormed =
                !digits.isEmpty() && digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit);
        return wellFormed ? Optional.of(HexFormat.of().parseHex(digits)) : Optional.empty();
    }

    /** Either alphabet of RFC 4648, padded or not; nothing for a text that no encoder writes. */
    static Optional<byte[]> base64(String text) {
        if (text.length() > LONGEST || !text.chars().allMatch(Encodings::isBase64)) {
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

    private static boolean isBase64(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "+/-_=".indexOf(character) >= 0;
    }

    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
