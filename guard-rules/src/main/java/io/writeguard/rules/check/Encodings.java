package io.writeguard.rules.check;

import com.google.re2j.Pattern;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Reads what is written in another encoding, if it is. */
final class Encodings {

    private static final Pattern HEX = Pattern.compile("(?i)(?:\\\\x|0x)?((?:[0-9a-f]{2})+)");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{4,}={0,2}");
    private static final int LONGEST = 512;

    private Encodings() {}

    /** The bytes that hexadecimal digits stand for, with PostgreSQL's {@code \x} or with {@code 0x} before them. */
    static Optional<byte[]> hex(String text) {
        var matcher = HEX.matcher(text);
        return text.length() <= LONGEST && matcher.matches()
                ? Optional.of(HexFormat.of().parseHex(matcher.group(1)))
                : Optional.empty();
    }

    /** Either alphabet of RFC 4648, padded or not. */
    static Optional<byte[]> base64(String text) {
        if (text.length() > LONGEST || !BASE64.matches(text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
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
