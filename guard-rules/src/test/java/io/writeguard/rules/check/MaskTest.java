package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Placeholders;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import io.writeguard.rules.SecretColumn.OnInsertEmpty;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.SecretColumn.OnPlaceholder;
import io.writeguard.rules.check.SecretValue.Bytes;
import io.writeguard.rules.check.SecretValue.Elements;
import io.writeguard.rules.check.SecretValue.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MaskTest {

    private final ValueChecker checker = new ValueChecker(Samples.TOKEN, Placeholders.STANDARD);

    @ParameterizedTest
    @MethodSource("maskLines")
    void mask(String stored, String mask) {
        assertThat(isMask(mask, stored)).isTrue();
        assertThat(checker.couldBeMask(new Text(mask))).isTrue();
    }

    static Stream<String[]> maskLines() {
        return TestFiles.lines("masks.tsv").stream().skip(1).map(line -> line.split("\t", -1));
    }

    @ParameterizedTest
    @MethodSource("rotationLines")
    void noMask(String stored, String rotated) {
        assertThat(isMask(rotated, stored)).isFalse();
    }

    static Stream<String[]> rotationLines() {
        return TestFiles.lines("rotations.tsv").stream().skip(1).map(line -> line.split("\t", -1));
    }

    @Test
    void maskInBytesAndArrays() {
        assertThat(ValueChecker.isMaskOf(bytes("sk-****wxyz"), bytes("sk-abcdefwxyz")))
                .isTrue();
        assertThat(ValueChecker.isMaskOf(
                        new Elements(List.of("k9f3", "sk-****wxyz")), new Elements(List.of("a", "sk-abcdefwxyz"))))
                .isTrue();
        assertThat(ValueChecker.isMaskOf(SecretValue.NULL, new Text("sk-abcdefwxyz")))
                .isFalse();
        assertThat(ValueChecker.isMaskOf(new Text("sk-****wxyz"), SecretValue.NULL))
                .isFalse();
    }

    @Test
    void storedValueNeedNotBeLookedAtWithoutACover() {
        assertThat(checker.couldBeMask(new Text("k9f3"))).isFalse();
        assertThat(checker.couldBeMask(SecretValue.NULL)).isFalse();
        SecretColumn allowing =
                Samples.column(OnEmpty.REJECT, OnNull.CLEAR, OnPlaceholder.ALLOW, OnInsertEmpty.REJECT, null, 0);
        assertThat(new ValueChecker(allowing, Placeholders.STANDARD).couldBeMask(new Text("sk-****wxyz")))
                .isFalse();
        Placeholders never = new Placeholders(true, Set.of(), List.of(), Set.of("sk-****wxyz"));
        assertThat(new ValueChecker(Samples.TOKEN, never).couldBeMask(new Text("sk-****wxyz")))
                .isFalse();
    }

    private static SecretValue bytes(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isMask(String newValue, String stored) {
        return ValueChecker.isMaskOf(new Text(newValue), new Text(stored));
    }
}
