package io.writeguard.driver.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells, each column as wide as its widest cell: the first to the left, the numbers behind it to the right. */
public final class TextTable {

    /** Between two cells. */
    public static final String GAP = "  ";

    private final List<List<String>> lines;

    public TextTable(List<List<String>> lines) {
        this.lines = lines;
    }

    /** The cells of a line, with blanks. */
    public List<String> cells(int line) {
        List<String> padded = new ArrayList<>();
        for (int cell = 0; cell < lines.get(line).size(); cell++) {
            String text = lines.get(line).get(cell);
            String blanks = " ".repeat(width(cell) - text.length());
            padded.add(cell == 0 ? text + blanks : blanks + text);
        }
        return padded;
    }

    public String line(int line) {
        return String.join(GAP, cells(line));
    }

    private int width(int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElseThrow();
    }
}
