package io.writeguard.driver.cli;

import io.writeguard.driver.archive.Restore;
import io.writeguard.driver.archive.RestoreReport;
import io.writeguard.driver.archive.SecretArchive;
import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.Database;
import io.writeguard.driver.cli.console.ExitStatus;
import io.writeguard.driver.cli.restore.RestoreJson;
import io.writeguard.driver.cli.restore.RestoreText;
import io.writeguard.rules.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        exitCodeOnExecutionException = ExitStatus.MISUSE,
        description = {
            "Brings back from the archive secrets that are missing or poisoned by now.",
            "They were cleared, overwritten or deleted. Counts alone, unless told to --execute; no value is printed.",
            "Exit status: 0 where nothing is left to do, 1 where something is to be restored or could not be,",
            "2 where a file or the database can't be used."
        },
        footer = {
            "",
            "Examples:",
            "  writeguard restore --rules writeguard.yaml --url \"$URL\" --from 2026-05-04T10:00:00Z",
            "  writeguard restore --rules writeguard.yaml --url \"$URL\" --override-reason INC-123 \\",
            "      --execute --because 'INC-124 the override was wrong'"
        })
final class RestoreCommand implements Callable<Integer> {

    enum Format {
        text,
        json
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesOption rules;

    @Option(
            names = "--url",
            paramLabel = "JDBC",
            required = true,
            description = "The database, as a role that may read writeguard.archive and update the tables.")
    private String url;

    @Mixin
    private Database database;

    @Mixin
    private RestoreOptions wanted;

    @Option(names = "--execute", description = "Write it back.")
    private boolean execute;

    @Option(names = "--because", paramLabel = "TEXT", description = "Why, for the record. Needed with --execute.")
    private String because;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Give up where one query runs longer. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Override
    public Integer call() throws CommandFailure {
        if (timeoutSeconds < 1) {
            throw new CommandFailure("--timeout has to be above 0");
        }
        if (execute && (because == null || because.isBlank())) {
            throw new CommandFailure("--execute needs --because \"…\": why, for the record in writeguard.restores");
        }
        Console console = Console.of(spec.commandLine());
        RestoreReport report = report(console, rules.read());
        if (format == Format.json) {
            console.out().println(RestoreJson.of(report));
        } else {
            new RestoreText(console).print(report);
        }
        return ExitStatus.of(report.left() == 0 && (execute || report.restored() == 0));
    }

    private RestoreReport report(Console console, Rules read) throws CommandFailure {
        try (Connection reading = database.readOnly(url, timeoutSeconds);
                Connection working = database.locking(url, timeoutSeconds)) {
            Restore restore = new Restore(
                    RulesOption.catalog(reading, read),
                    SecretArchive.ofThisProcess(read),
                    wanted.filter(),
                    (table, secret, rows) ->
                            console.progress(table.name() + " " + secret.name() + ": " + rows + " rows"));
            Optional<String> unknown = restore.unknownTables();
            if (unknown.isPresent()) {
                throw new CommandFailure(unknown.get());
            }
            return execute ? restore.execute(reading, working, because) : restore.preview(reading, working);
        } catch (SQLException failure) {
            throw Database.failure(failure);
        } finally {
            console.progressDone();
        }
    }
}
