package io.writeguard.driver.judge;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Other ways to write what the database prints as hexadecimal digits or as a uuid, as an application may have supplied it. */
final class Spellings {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern BYTES = Pattern.compile("([0-9a-f]{2})+");

    private Spellings() {}

    /** Of a uuid without dashes and in braces; of bytes in base64, and the text that they hold. */
    static List<String> of(String printed) {
        if (UUID.matcher(printed).matches()) {
            String digits = printed.replace("-", "");
            return List.of(digits, "{" + printed + "}", "{" + digits + "}");
        }
        if (BYTES.matcher(printed).matches()) {
            byte[] bytes = HexFormat.of().parseHex(printed);
            return List.of(Base64.getEncoder().encodeToString(bytes), new String(bytes, StandardCharsets.UTF_8));
        }
        return List.of();
    }
}
