package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BeginningsTest {

    private static final List<String> PIECES = List.of(
            "*",
            "•",
            "x",
            "#",
            "-",
            ".",
            "…",
            "_",
            "<",
            "[",
            "(",
            "{",
            "redacted",
            "masked",
            "secret",
            "api key",
            " ",
            "ab",
            "com.",
            "@1f",
            ">",
            "]",
            ")",
            "}",
            "hash(0x1f)",
            "%!",
            "n/a",
            "$",
            "not set",
            "0x1",
            "[b@",
            "system.byte",
            "q");

    private final PlaceholderCatalogue catalogue = PlaceholderCatalogue.STANDARD;

    /** A seed that is always the same: no build fails by chance. */
    @Test
    void aTextIsOnlyLeftOutWhereNoPatternMatchesIt() {
        Random random = new Random(6);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int pieces = random.nextInt(7); pieces >= 0; pieces--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            boolean matches = catalogue.matchesPattern(text.toString());
            matched += matches ? 1 : 0;
            if (matches) {
                assertThat(catalogue.contains(text.toString()))
                        .as(text.toString())
                        .isTrue();
            }
        }
        assertThat(matched).isGreaterThan(100);
    }

    @Test
    void ordinarySecretsAreLeftOut() {
        Beginnings beginnings = new Beginnings("\\*{3,}|(?:com|[a-z]{2})\\.\\w+@[0-9a-f]+");
        assertThat(List.of("ghp_4f1e0a77c5d9", "a-new-secret", "eyJhbGciOi")).noneMatch(beginnings::mayMatch);
        assertThat(List.of("***", "*", "co", "com.x@1", "")).allMatch(beginnings::mayMatch);
    }
}
