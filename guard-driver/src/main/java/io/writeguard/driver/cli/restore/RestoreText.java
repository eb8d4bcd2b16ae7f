package io.writeguard.driver.cli.restore;

import io.writeguard.driver.archive.RestoreReport;
import io.writeguard.driver.cli.console.Console;
import java.util.ArrayList;
import java.util.List;

/** The report for a terminal. */
public final class RestoreText {

    private static final String GAP = "  ";

    private final Console console;

    public RestoreText(Console console) {
        this.console = console;
    }

    public void print(RestoreReport report) {
        boolean executed = report.id() != null;
        if (report.secrets().isEmpty()) {
            console.out().println(RestoreWording.NOTHING_KEPT);
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(RestoreWording.headings(executed));
        report.secrets().forEach(secret -> lines.add(cells(secret)));
        for (int line = 0; line < lines.size(); line++) {
            String text = line(lines, line);
            console.out().println(line == 0 ? console.faint(text) : text);
        }
        report.problems().forEach(problem -> console.out().println(console.red(problem)));
        console.out().println();
        if (!executed) {
            console.out().println(RestoreWording.DRY_RUN);
            return;
        }
        console.out().println(console.green(RestoreWording.written(report)));
        if (report.left() > 0) {
            console.out().println(console.yellow(RestoreWording.left(report)));
        }
    }

    private static List<String> cells(RestoreReport.Secret secret) {
        return List.of(
                secret.table() + " " + secret.secret(),
                RestoreWording.number(secret.restored()),
                RestoreWording.number(secret.renewed()),
                RestoreWording.number(secret.missingRows()),
                RestoreWording.number(secret.failed()));
    }

    private static String line(List<List<String>> lines, int line) {
        List<String> padded = new ArrayList<>();
        for (int cell = 0; cell < lines.get(line).size(); cell++) {
            int column = cell;
            int width = lines.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElseThrow();
            String text = lines.get(line).get(cell);
            String blanks = " ".repeat(width - text.length());
            padded.add(cell == 0 ? text + blanks : blanks + text);
        }
        return String.join(GAP, padded);
    }
}
