package io.writeguard.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.Documentation;
import io.writeguard.it.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every command of docs/command-line.md, with the files that the page shows, and compares what it says it prints. */
class CommandLineDocTest {

    private static final String JAR = "java -jar guard-driver-VERSION-cli.jar ";
    private static final Pattern BLOCK = Pattern.compile("(?ms)^(?:`([\\w.]+)`:\\n\\n)?```(\\w+)\\n(.*?)\\n```$");

    @TempDir
    private Path directory;

    @Test
    void printsWhatThePageShows() throws IOException {
        List<MatchResult> blocks = BLOCK.matcher(Documentation.read("docs/command-line.md"))
                .results()
                .toList();
        try (TestDatabase database = TestDatabase.with(blocks.get(0).group(3))) {
            int compared = 0;
            for (int i = 1; i < blocks.size(); i++) {
                MatchResult block = blocks.get(i);
                if (block.group(1) != null) {
                    Files.writeString(directory.resolve(block.group(1)), block.group(3) + "\n");
                } else if (block.group(2).equals("sh") && !block.group(3).endsWith(" demo")) {
                    CommandRun run = run(block.group(3), database);
                    assertThat(run.status()).as(run.err()).isLessThan(2);
                    MatchResult shown = i + 1 < blocks.size() ? blocks.get(i + 1) : block;
                    if (shown.group(1) == null && !shown.group(2).equals("sh")) {
                        assertThat(printed(run, database)).isEqualTo(shown.group(3));
                        compared++;
                    }
                }
            }
            assertThat(compared).isEqualTo(8);
        }
    }

    /** The demo has a test of its own, DemoTest. */
    @Test
    void showsACommandForEachHeading() {
        String text = Documentation.read("docs/command-line.md");
        for (String command : List.of("demo", "suggest", "validate", "audit", "check", "ddl", "explain")) {
            assertThat(text).contains("\n## " + command + "\n").contains(JAR + command);
        }
    }

    private CommandRun run(String line, TestDatabase database) {
        assertThat(line).startsWith(JAR).hasLineCount(1);
        List<String> arguments = new ArrayList<>();
        for (String word : line.substring(JAR.length()).split(" ", -1)) {
            boolean file = word.matches("[\\w.]+\\.(yaml|sql|jsonl|html|sarif)");
            String argument = file ? directory.resolve(word).toString() : word;
            arguments.add(argument.equals("\"$URL\"") ? database.url() : argument);
        }
        Path out = directory.resolve("out");
        boolean printsItself = arguments.get(0).equals("explain");
        if (!printsItself) {
            return CommandRun.of(arguments.toArray(String[]::new));
        }
        // explain writes to the process's own standard output
        Stream<String> redirected = Stream.concat(arguments.stream(), Stream.of("--output", out.toString()));
        CommandRun run = CommandRun.of(redirected.toArray(String[]::new));
        try {
            return new CommandRun(run.status(), Files.readString(out), run.err());
        } catch (IOException e) {
            throw new AssertionError(Arrays.toString(arguments.toArray()), e);
        }
    }

    private String printed(CommandRun run, TestDatabase database) {
        String name = database.text("select current_database()");
        return run.out().replace(directory + "/", "").replace(name, "app").stripTrailing();
    }
}
