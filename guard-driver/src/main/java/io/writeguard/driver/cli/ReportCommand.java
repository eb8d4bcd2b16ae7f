package io.writeguard.driver.cli;

import io.writeguard.driver.cli.audit.AuditReport;
import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.Database;
import io.writeguard.driver.cli.console.ExitStatus;
import io.writeguard.driver.cli.report.ReportHtml;
import io.writeguard.driver.cli.report.Timeline;
import io.writeguard.driver.cli.report.TimelineReader;
import io.writeguard.rules.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        exitCodeOnExecutionException = ExitStatus.MISUSE,
        description = {
            "Makes a page of what became of the secrets over time.",
            "Live ones, what was lost, how full the windows are, refusals, overrides and restores. No value is in it.",
            "Exit status: 0, 2 where a file or the database can't be used."
        },
        footer = {
            "",
            "Examples:",
            "  writeguard report --rules writeguard.yaml --url \"$URL\" --output report.html",
            "  writeguard report --rules writeguard.yaml --url \"$URL\" --sample --days 90 --output report.html"
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesOption rules;

    @Option(
            names = "--url",
            paramLabel = "JDBC",
            required = true,
            description = "The database, as a role that may read the schema writeguard and the guarded tables.")
    private String url;

    @Mixin
    private Database database;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--days",
            paramLabel = "DAYS",
            defaultValue = "30",
            description = "How far back. Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--sample", description = "Also write down how many live secrets there are now, for later pages.")
    private boolean sample;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Give up where one query runs longer. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Override
    public Integer call() throws CommandFailure {
        if (days < 1 || timeoutSeconds < 1) {
            throw new CommandFailure("--days and --timeout have to be above 0");
        }
        Console console = Console.of(spec.commandLine());
        output.write(console, page(console, rules.read()));
        return ExitStatus.CLEAN;
    }

    private String page(Console console, Rules read) throws CommandFailure {
        try (Connection connection = database.readOnly(url, timeoutSeconds)) {
            AuditReport now = AuditCommand.audit(connection, read, Long.MAX_VALUE, console);
            Timeline timeline = new TimelineReader(connection, now.at().minus(Duration.ofDays(days))).read(read, now);
            connection.rollback();
            if (sample) {
                try (Connection writing = database.locking(url, timeoutSeconds)) {
                    TimelineReader.sample(writing, now);
                }
            }
            return ReportHtml.of(now, timeline, days);
        } catch (SQLException failure) {
            throw Database.failure(failure);
        } finally {
            console.progressDone();
        }
    }
}
