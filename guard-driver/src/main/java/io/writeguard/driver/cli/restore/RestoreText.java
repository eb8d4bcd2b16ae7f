package io.writeguard.driver.cli.restore;

import io.writeguard.driver.archive.RestoreReport;
import io.writeguard.driver.cli.audit.AuditWording;
import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.TextTable;
import java.util.ArrayList;
import java.util.List;

/** The report for a terminal. */
public final class RestoreText {

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
        TextTable table = new TextTable(lines);
        for (int line = 0; line < lines.size(); line++) {
            String text = table.line(line);
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
                AuditWording.number(secret.restored()),
                AuditWording.number(secret.renewed()),
                AuditWording.number(secret.missingRows()),
                AuditWording.number(secret.failed()));
    }
}
