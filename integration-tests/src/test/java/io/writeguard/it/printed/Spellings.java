package io.writeguard.it.printed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The forms in which a secret can show: plain, SQL-escaped, base64 and hex; all in lower case but base64. */
final class Spellings {

    private static final int BASE64_GROUP = 3;

    private Spellings() {}

    static List<String> inLowerCase(String secret) {
        return List.of(
                        secret,
                        secret.replace("'", "''"),
                        secret.replace("\\", "\\\\").replace("'", "\\'"),
                        HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8)))
                .stream()
                .map(spelling -> spelling.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Base64 writes three bytes at a time, so a secret inside a longer text has three forms. */
    static List<String> inBase64(String secret) {
        List<String> spellings = new ArrayList<>();
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        for (int skipped = 0; skipped < BASE64_GROUP; skipped++) {
            int length = (bytes.length - skipped) / BASE64_GROUP * BASE64_GROUP;
            byte[] groups = new byte[length];
            System.arraycopy(bytes, skipped, groups, 0, length);
            spellings.add(Base64.getEncoder().encodeToString(groups));
            spellings.add(Base64.getUrlEncoder().encodeToString(groups));
        }
        return spellings.stream().distinct().toList();
    }
}
