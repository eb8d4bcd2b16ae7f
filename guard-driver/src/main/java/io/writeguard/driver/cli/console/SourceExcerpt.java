package io.writeguard.driver.cli.console;

/** The line of a text that a finding is about, and a caret under its place. */
public final class SourceExcerpt {

    private static final int LONGEST = 160;
    private static final String INDENT = "  ";

    private SourceExcerpt() {}

    /**
     * Two lines without a line break at the end; empty where the text has no such line.
     *
     * @param line from 1
     * @param column from 1, in characters
     */
    public static String of(String text, int line, int column) {
        return text.lines()
                .skip(line - 1L)
                .findFirst()
                .map(source -> excerpt(source, column))
                .orElse("");
    }

    private static String excerpt(String source, int column) {
        int from = Math.max(0, Math.min(column - 1 - LONGEST / 2, source.length() - LONGEST));
        String shown = source.substring(from, Math.min(source.length(), from + LONGEST));
        int before = Math.max(0, Math.min(column - 1 - from, shown.length()));
        // a tab before the caret is as wide as the one above it
        String blank = shown.substring(0, before).replaceAll("[^\t]", " ");
        return INDENT + shown + "\n" + INDENT + blank + "^";
    }
}
