package io.writeguard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> NAMES =
            List.of("block", "warn", "off", "on-empty", "on-null", "threshold-ratio", "client_secret", "clientsecret2");

    @ParameterizedTest
    @CsvSource({
        "blok, block",
        "blcok, block",
        "bloock, block",
        "BLOCK, block",
        "wran, warn",
        "of, off",
        "on_empty, on-empty",
        "onempty, on-empty",
        "on-emtpy, on-empty",
        "treshold-ration, threshold-ratio",
        "clientSecret, client_secret",
        "x,",
        "refuse,",
        "'',",
        "threshold,"
    })
    void theNearestNameIsFound(String wrong, String right) {
        assertThat(NearestName.of(wrong, NAMES).orElse(null)).isEqualTo(right);
    }

    @Test
    void ofSeveralTheFirstInTheAlphabetIsTaken() {
        assertThat(NearestName.of("tokens_x", List.of("tokens_c", "tokens_a", "tokens_b")))
                .contains("tokens_a");
    }

    @Test
    void nothingIsNearWithoutCandidatesOrToAMonster() {
        assertThat(NearestName.of("token", List.of())).isEmpty();
        assertThat(NearestName.of("x".repeat(1_000_000), List.of("x".repeat(1_000_000))))
                .isEmpty();
    }
}
