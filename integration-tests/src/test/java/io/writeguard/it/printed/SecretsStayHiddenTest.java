package io.writeguard.it.printed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs after all other tests; see {@code junit-platform.properties}. */
@Order(Integer.MAX_VALUE)
class SecretsStayHiddenTest {

    @Test
    void nothingPrintedOrLoggedShowsASecretThatTheTestsUsed() {
        assertThat(new SecretSearch(Secrets.all()).shownIn(PrintedOutput.soFar()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "upper case", "base64", "inside base64", "hex", "escaped", "escaped with backslash"})
    void theSearchFinds(String form) {
        String secret = "it's\\a-secret-of-0815";
        String shown = switch (form) {
            case "plain" -> secret;
            case "upper case" -> secret.toUpperCase(Locale.ROOT);
            case "base64" -> base64(secret);
            case "inside base64" -> base64("user:" + secret + "@host");
            case "hex" -> "\\x" + HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            case "escaped" -> "'" + secret.replace("'", "''") + "'";
            default -> "E'" + secret.replace("\\", "\\\\").replace("'", "\\'") + "'";
        };
        SecretSearch search = new SecretSearch(List.of(secret));
        assertThat(search.shownIn("before " + shown + " after")).isNotEmpty();
        assertThat(search.shownIn("before and after")).isEmpty();
    }

    @Test
    void thePrintedOutputIsHeard() {
        System.out.println("a line that the search has to hear");
        assertThat(PrintedOutput.soFar()).contains("a line that the search has to hear");
        Secrets.searched(new IllegalStateException("an answer that the search has to hear"));
        assertThat(PrintedOutput.soFar()).contains("an answer that the search has to hear");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
