package io.writeguard.driver.cli.audit;

import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.TextTable;
import java.util.ArrayList;
import java.util.List;

/** The report for a terminal. */
public final class AuditText {

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
        TextTable padded = new TextTable(lines);
        console.out().println(console.faint(padded.line(0)));
        for (int i = 0; i < report.secrets().size(); i++) {
            console.out()
                    .println(coloured(
                            lines.get(i + 1),
                            padded.cells(i + 1),
                            report.secrets().get(i)));
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

    private String coloured(List<String> cells, List<String> padded, SecretCounts counts) {
        List<String> coloured = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            boolean bad = i >= FIRST_BAD && !cells.get(i).equals("0") && !counts.clean();
            coloured.add(bad ? console.red(padded.get(i)) : padded.get(i));
        }
        return String.join(TextTable.GAP, coloured);
    }
}
