package io.writeguard.driver.cli;

import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.Database;
import io.writeguard.driver.cli.console.ExitStatus;
import io.writeguard.driver.cli.suggest.Suggestion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "suggest",
        exitCodeOnExecutionException = ExitStatus.MISUSE,
        description = {
            "Reads a live schema and proposes a rules file.",
            "Proposes columns, members of JSON documents and settings that look like secrets by their names, their types",
            "and the kind of their values. No value is printed.",
            "Exit status: 0 with a proposal, 1 where nothing looks like a secret, 2 where the database can't be used."
        },
        footer = {
            "",
            "Examples:",
            "  writeguard suggest --url 'jdbc:postgresql://localhost/app?user=app' --output writeguard.yaml",
            "  writeguard suggest --url \"$URL\" --schema public --schema billing --sample 0"
        })
final class SuggestCommand implements Callable<Integer> {

    private static final int STATEMENT_SECONDS = 15;

    @Spec
    private CommandSpec spec;

    @Option(names = "--url", paramLabel = "JDBC", required = true, description = "The database.")
    private String url;

    @Mixin
    private Database database;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "Look at this schema alone; may be repeated. Default: all.")
    private List<String> schemas;

    @Option(
            names = "--sample",
            paramLabel = "ROWS",
            defaultValue = "500",
            description = "How many rows of a table to look at; 0: go by names and types. Default: ${DEFAULT-VALUE}.")
    private int sampledRows;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws CommandFailure {
        if (sampledRows < 0) {
            throw new CommandFailure("--sample has to be 0 or more");
        }
        Console console = Console.of(spec.commandLine());
        Optional<String> proposal = proposal(console);
        if (proposal.isEmpty()) {
            console.err().println("Nothing looks like a secret there.");
            return ExitStatus.FINDINGS;
        }
        output.write(console, proposal.get());
        return ExitStatus.CLEAN;
    }

    private Optional<String> proposal(Console console) throws CommandFailure {
        try (Connection connection = database.readOnly(url, STATEMENT_SECONDS)) {
            return new Suggestion(
                            connection,
                            sampledRows,
                            (table, number, tables) ->
                                    console.progress("Table " + number + " of " + tables + ": " + table))
                    .propose(schemas == null ? List.of() : schemas);
        } catch (SQLException failure) {
            throw Database.failure(failure);
        } finally {
            console.progressDone();
        }
    }
}
