package io.writeguard.driver.cli.check;

import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.SourceExcerpt;
import io.writeguard.rules.check.Violation;
import java.util.List;

/** Findings for a terminal, each in the form that editors turn into a link. */
public final class CheckText {

    private static final String INDENT = "  ";

    private final Console console;
    private final boolean allowSql;

    /** @param allowSql whether the rules file permits overrides in SQL */
    public CheckText(Console console, boolean allowSql) {
        this.console = console;
        this.allowSql = allowSql;
    }

    public void print(List<CheckedFile> files) {
        for (CheckedFile file : files) {
            file.findings().forEach(finding -> print(file, finding));
        }
        long statements = files.stream().mapToLong(CheckedFile::statements).sum();
        long findings = files.stream().mapToLong(file -> file.findings().size()).sum();
        String checked = plural(statements, "statement") + " in " + plural(files.size(), "file") + ": ";
        console.out()
                .println(checked
                        + (findings == 0
                                ? console.green("nothing found")
                                : console.strong(plural(findings, "finding"))));
    }

    private void print(CheckedFile file, FileFinding finding) {
        Violation violation = finding.violation();
        console.out()
                .println(console.strong(finding.file() + ":" + finding.line() + ":" + finding.column() + ": ")
                        + severity(finding) + ": " + violation.rule().id() + ": " + finding.summary());
        console.out().println(SourceExcerpt.of(file.source(), finding.line(), finding.column()));
        advice(finding).forEach(line -> console.out().println(console.faint(INDENT + line)));
        console.out().println();
    }

    /** The guard's own words, but that an override is given in SQL, where there is SQL only. */
    private List<String> advice(FileFinding finding) {
        Violation violation = finding.violation();
        return violation
                .message()
                .replace(violation.override(), CheckWording.override(violation.rule(), allowSql))
                .lines()
                .skip(1)
                .toList();
    }

    private String severity(FileFinding finding) {
        String text = finding.severity().name();
        return switch (finding.severity()) {
            case error -> console.red(text);
            case warning -> console.yellow(text + CheckWording.DEPENDS);
            case note -> text;
        };
    }

    private static String plural(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
