package io.writeguard.it.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One transaction of an application: in a script file, a line {@code -- title, flags | bound} and its statements.
 *
 * @param title with {@code , auto}: in auto-commit mode, or {@code , rollback}: taken back at its end
 * @param bound in traffic, how often at most, empty for any number: what loses secrets has to stay within the limits; of
 *     an incident, the rule that refuses it
 */
record Script(String title, String bound, List<Step> steps) {

    static List<Script> read(String schema, String file) {
        return Arrays.stream(resource(schema, file).split("\n\n"))
                .map(Script::of)
                .toList();
    }

    static String resource(String schema, String file) {
        String name = "/schemas/" + schema + "/" + file;
        try (InputStream resource = Script.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Script of(String block) {
        int line = block.indexOf('\n');
        String head = block.substring("-- ".length(), line);
        int bar = head.lastIndexOf(" | ");
        List<Step> steps = Arrays.stream(block.substring(line + 1).strip().split(";\n|;$"))
                .map(Step::of)
                .toList();
        return new Script(
                bar < 0 ? head : head.substring(0, bar), bar < 0 ? "" : head.substring(bar + " | ".length()), steps);
    }

    boolean auto() {
        return title.endsWith(", auto");
    }

    boolean rollback() {
        return title.endsWith(", rollback");
    }

    int most() {
        return bound.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(bound);
    }
}
