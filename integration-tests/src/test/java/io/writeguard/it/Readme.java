package io.writeguard.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fenced blocks of README.md, or of another page. */
public final class Readme {

    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w+)\\n(.*?)\\n```$", Pattern.MULTILINE | Pattern.DOTALL);

    private final String text;

    private Readme(String text) {
        this.text = text;
    }

    public static Readme read() {
        return read("README.md");
    }

    /** Another page, by its path from the project's root. */
    public static Readme read(String page) {
        try {
            return new Readme(Files.readString(projectRoot().resolve(page)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path projectRoot() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("README.md")))
                .findFirst()
                .orElseThrow();
    }

    public String text() {
        return text;
    }

    /** The blocks in a language, in order. */
    public List<String> blocks(String language) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** The first block under a heading, whatever its language. */
    String firstBlockUnder(String heading) {
        int start = text.indexOf("\n" + heading + "\n");
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.start() > start)
                .map(block -> block.group(2))
                .findFirst()
                .orElseThrow();
    }

    /** The line, from 1, in which the first occurrence of a block ends. */
    int lastLineOf(String block) {
        return (int)
                text.substring(0, text.indexOf(block) + block.length()).lines().count();
    }

    /** The files that it links to. */
    public List<String> links() {
        return Pattern.compile("\\]\\(([^):#]+)\\)")
                .matcher(text)
                .results()
                .map(link -> link.group(1))
                .toList();
    }
}
