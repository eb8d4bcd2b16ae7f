package io.writeguard.driver.cli.audit;

import io.writeguard.driver.cli.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report for a terminal. */
public final class AuditText {

    private static final String GAP = "  ";
    private static final int FIRST_BAD = AuditWording.HEADINGS.indexOf("empty");

    private final Console console;

    public AuditText(Console console) {
        this.console = console;
    }

    public void print(AuditReport report) {
        console.out().println(console.strong(AuditWording.title(report)));
        console.out().println();
        List<List<String>> lines = new ArrayList<>();
        lines.add(AuditWording.HEADINGS);
        report.secrets().forEach(counts -> lines.add(cells(counts)));
        int[] widths = widths(lines);
        console.out().println(console.faint(line(lines.get(0), widths)));
        for (int i = 0; i < report.secrets().size(); i++) {
            console.out()
                    .println(coloured(lines.get(i + 1), widths, report.secrets().get(i)));
        }
        console.out().println();
        report.secrets().forEach(this::printFindings);
        report.tables().stream()
                .filter(table -> !table.complete())
                .forEach(table -> console.out().println(console.yellow(AuditWording.incomplete(table))));
        if (report.clean()) {
            console.out().println(console.green(AuditWording.CLEAN));
        }
    }

    private void printFindings(SecretCounts counts) {
        for (String finding : AuditWording.findings(counts)) {
            console.out().println(counts.location() + ": " + console.strong(counts.name()) + ": " + finding);
        }
    }

    private static List<String> cells(SecretCounts counts) {
        List<String> cells = new ArrayList<>();
        cells.add(counts.name());
        for (long count : new long[] {
            counts.rows(),
            counts.live(),
            counts.nulls(),
            counts.empty(),
            counts.placeholder(),
            counts.malformed(),
            counts.shared()
        }) {
            cells.add(AuditWording.number(count));
        }
        return cells;
    }

    private static int[] widths(List<List<String>> lines) {
        int[] widths = new int[AuditWording.HEADINGS.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            padded.add(padded(cells.get(i), widths[i], i == 0));
        }
        return String.join(GAP, padded);
    }

    private String coloured(List<String> cells, int[] widths, SecretCounts counts) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String cell = padded(cells.get(i), widths[i], i == 0);
            boolean bad = i >= FIRST_BAD && !cells.get(i).equals("0") && !counts.clean();
            padded.add(bad ? console.red(cell) : cell);
        }
        return padded.stream().collect(Collectors.joining(GAP));
    }

    private static String padded(String cell, int width, boolean left) {
        String blanks = " ".repeat(width - cell.length());
        return left ? cell + blanks : blanks + cell;
    }
}
