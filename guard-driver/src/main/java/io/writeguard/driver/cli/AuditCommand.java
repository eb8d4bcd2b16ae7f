package io.writeguard.driver.cli;

import io.writeguard.driver.cli.audit.Audit;
import io.writeguard.driver.cli.audit.AuditHtml;
import io.writeguard.driver.cli.audit.AuditJson;
import io.writeguard.driver.cli.audit.AuditReport;
import io.writeguard.driver.cli.audit.AuditText;
import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.Database;
import io.writeguard.driver.cli.console.ExitStatus;
import io.writeguard.rules.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "audit",
        exitCodeOnExecutionException = ExitStatus.MISUSE,
        description = {
            "Counts, for each secret column, which rows have a secret, and which have one that can't work.",
            "Reads only, in short transactions; no value is printed. Exit status: 0 where nothing was found,",
            "1 where something was, 2 where a file or the database can't be used."
        },
        footer = {
            "",
            "Examples:",
            "  writeguard audit --rules writeguard.yaml --url 'jdbc:postgresql://localhost/app?user=audit'",
            "  writeguard audit --rules writeguard.yaml --url \"$URL\" --format html --output audit.html"
        })
final class AuditCommand implements Callable<Integer> {

    enum Format {
        text,
        json,
        html
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesOption rules;

    @Option(names = "--url", paramLabel = "JDBC", required = true, description = "The database.")
    private String url;

    @Mixin
    private Database database;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Mixin
    private OutputOption output;

    @Option(
            names = "--max-rows",
            paramLabel = "ROWS",
            defaultValue = "10000000",
            description = "Look at no more rows of a table than this. Default: ${DEFAULT-VALUE}.")
    private long mostRows;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "Give up where one query runs longer. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Override
    public Integer call() throws CommandFailure {
        if (mostRows < 1 || timeoutSeconds < 1) {
            throw new CommandFailure("--max-rows and --timeout have to be above 0");
        }
        Console console = Console.of(spec.commandLine());
        Rules read = rules.read();
        AuditReport report = report(console, read);
        write(console, report);
        return ExitStatus.of(report.clean());
    }

    private AuditReport report(Console console, Rules read) throws CommandFailure {
        try (Connection connection = database.readOnly(url, timeoutSeconds)) {
            return audit(connection, read, mostRows, console);
        } catch (SQLException failure) {
            throw Database.failure(failure);
        } finally {
            console.progressDone();
        }
    }

    /** Counts, and shows how far it is. */
    static AuditReport audit(Connection connection, Rules read, long mostRows, Console console)
            throws CommandFailure, SQLException {
        Audit audit = new Audit(
                connection,
                mostRows,
                (table, rows, position, tables) -> console.progress(
                        "Table " + position + " of " + tables + ": " + table.name() + ", " + rows + " rows"));
        return audit.run(read, RulesOption.catalog(connection, read));
    }

    private void write(Console console, AuditReport report) throws CommandFailure {
        switch (format) {
            case text -> output.print(console, target -> new AuditText(target).print(report));
            case json -> output.write(console, AuditJson.of(report) + "\n");
            case html -> output.write(console, AuditHtml.of(report));
        }
    }
}
