package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.check.SecretValue.Bytes;
import io.writeguard.rules.check.SecretValue.Elements;
import io.writeguard.rules.check.SecretValue.Text;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SecretValueTest {

    static Stream<Arguments> arrays() {
        return Stream.of(
                Arguments.of("{}", List.of()),
                Arguments.of(" { } ", List.of()),
                Arguments.of("{a,b}", List.of("a", "b")),
                Arguments.of("{ a , NULL , \"NULL\" }", Arrays.asList("a", null, "NULL")),
                Arguments.of("{\"a,b\",\"{c}\",\"d\\\"e\",\"\"}", List.of("a,b", "{c}", "d\"e", "")),
                Arguments.of("{{a,b},{c,d}}", List.of("a", "b", "c", "d")),
                Arguments.of("[0:1]={a,b}", List.of("a", "b")));
    }

    @ParameterizedTest
    @MethodSource("arrays")
    void arrayIsReadAsPostgresReadsIt(String text, List<String> elements) {
        assertThat(SecretValue.array(text)).isEqualTo(new Elements(elements));
    }

    @Test
    void byteaIsReadAsPostgresReadsIt() {
        assertThat(bytes("\\x")).isEmpty();
        assertThat(bytes("")).isEmpty();
        assertThat(bytes("\\x2A ff")).containsExactly(0x2a, 0xff);
        assertThat(bytes("a\\\\\\377b")).containsExactly('a', '\\', 0xff, 'b');
    }

    @Test
    void nullAndWhatPostgresRefuses() {
        assertThat(SecretValue.array(null)).isEqualTo(SecretValue.NULL);
        assertThat(SecretValue.bytea(null)).isEqualTo(SecretValue.NULL);
        assertThat(SecretValue.array("a")).isEqualTo(new Text("a"));
        assertThat(SecretValue.bytea("\\xabc")).isEqualTo(new Text("\\xabc"));
    }

    @Test
    void neverShowsItself() {
        assertThat(Stream.of(new Text("hunter2"), new Bytes(new byte[] {7}), new Elements(List.of("hunter2"))))
                .allSatisfy(value -> assertThat(value.toString()).endsWith("[hidden]"));
    }

    private static byte[] bytes(String text) {
        return ((Bytes) SecretValue.bytea(text)).value();
    }
}
