package io.writeguard.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that can't be read, and texts that cost more than they say. */
@Timeout(60)
class RulesFileLimitsTest {

    private static final String RULES = "version: 1\ntables: {users: {secret-columns: [token]}}\n";

    @TempDir
    private Path directory;

    private static String message(Path file) {
        return catchThrowableOfType(RulesException.class, () -> RulesFile.read(file))
                .getMessage();
    }

    private static String message(String text) {
        return catchThrowableOfType(RulesException.class, () -> RulesFile.read("rules.yaml", text))
                .getMessage();
    }

    @Test
    void aFileThatIsNotThere() {
        Path file = directory.resolve("writeguard.yaml");

        assertThat(message(file))
                .isEqualTo(file + ":1:1: rules file: can't be read (no such file), expected a file in UTF-8");
    }

    @Test
    void aDirectory() {
        assertThat(message(directory)).startsWith(directory + ":1:1: rules file: can't be read (");
    }

    @Test
    void aFileThatIsNotUtf8() throws IOException {
        Path file = Files.write(directory.resolve("latin1.yaml"), new byte[] {'#', ' ', (byte) 0xE4, '\n'});

        assertThat(message(file))
                .isEqualTo(file
                        + ":1:1: rules file: found a byte that is not UTF-8 at offset 2, expected a file in UTF-8");
    }

    @Test
    void aFileThatEndsInTheMiddleOfACharacter() throws IOException {
        Path file = Files.write(directory.resolve("cut.yaml"), new byte[] {'#', (byte) 0xC3});

        assertThat(message(file)).contains("not UTF-8 at offset 1");
    }

    @Test
    void aFileOfTenMegabytes() throws IOException {
        Path file = Files.writeString(directory.resolve("large.yaml"), RULES + "#".repeat(10_000_000));

        assertThat(message(file)).isEqualTo(file + ":1:1: rules file: found more than 1 MiB, expected less");
    }

    @Test
    void aFileOfOneMegabyte() throws Exception {
        Path file = Files.writeString(directory.resolve("full.yaml"), RULES + "#".repeat((1 << 20) - RULES.length()));

        assertThat(RulesFile.read(file).tables()).hasSize(1);
    }

    @Test
    void aStreamThatCanNotBeRead() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThat(catchThrowableOfType(RulesException.class, () -> RulesFile.read("classpath:rules.yaml", closed)))
                .hasMessage(
                        "classpath:rules.yaml:1:1: rules file: can't be read (Stream closed), expected a file in UTF-8");
    }

    @Test
    void aTextBeyondTheLimit() {
        assertThat(message(RULES + "#".repeat(1 << 20)))
                .isEqualTo("rules.yaml:1:1: rules file: found more than 1 MiB, expected less");
    }

    @Test
    void aControlCharacter() {
        assertThat(message("version: 1\n# 😀 \u0000"))
                .isEqualTo("rules.yaml:2:5: rules file: found the control character U+0000, expected none");
    }

    static Stream<Arguments> costlyTexts() {
        String bomb = """
                a: &a [x,x,x,x,x,x,x,x]
                b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
                c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
                d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
                e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
                f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]
                g: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]
                """;
        return Stream.of(
                Arguments.of(bomb, "rules.yaml:7:23: rules file: found more than 50 YAML aliases, expected at most 50"),
                Arguments.of(
                        "[".repeat(1_000_000),
                        "rules.yaml:1:21: rules file: found more than 20 levels of nesting, expected at most 20"),
                Arguments.of(
                        "- ".repeat(500_000),
                        "rules.yaml:1:41: rules file: found more than 20 levels of nesting, expected at most 20"),
                Arguments.of(
                        "version: 1\ntables: &t {users: *t}",
                        "rules.yaml:2:13: tables.users: found the key \"users\", expected action, mass-invalidation,"
                                + " stale-clear, unanalysable, on-missing, reason, archive, live-when, version-columns"
                                + " or secret-columns\n"
                                + "rules.yaml:2:13: tables.users: found no secret-columns, expected a list of at least"
                                + " one column, or a mapping of columns to their options"),
                Arguments.of(
                        "version: " + "1".repeat(1_000_000),
                        "rules.yaml:1:1: rules file: found no tables, expected a mapping of at least one table to its"
                                + " secret columns\nrules.yaml:1:10: version: found " + "1".repeat(120)
                                + "…, expected 1, the only version that this guard reads"));
    }

    @ParameterizedTest
    @MethodSource("costlyTexts")
    void aTextThatCostsMoreThanItSays(String text, String message) {
        assertThat(message(text)).isEqualTo(message);
    }
}
