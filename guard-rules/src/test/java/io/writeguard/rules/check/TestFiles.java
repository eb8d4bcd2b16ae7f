package io.writeguard.rules.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables beside the tests. */
final class TestFiles {

    private TestFiles() {}

    static List<String> lines(String name) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(TestFiles.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
