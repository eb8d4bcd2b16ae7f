package io.writeguard.driver.cli;

import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.Database;
import io.writeguard.driver.cli.console.ExitStatus;
import io.writeguard.driver.cli.ddl.DdlScript;
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
        name = "ddl",
        exitCodeOnExecutionException = ExitStatus.MISUSE,
        description = {
            "Prints the DDL with which PostgreSQL holds a part of the rules by itself, whatever client writes.",
            "Exit status: 0; 2 where a file or the database can't be used."
        },
        footer = {
            "",
            "Examples:",
            "  writeguard ddl --rules writeguard.yaml --url \"$URL\" | psql -v ON_ERROR_STOP=1 app",
            "  writeguard ddl --rules writeguard.yaml --url \"$URL\" --drop --output drop.sql"
        })
final class DdlCommand implements Callable<Integer> {

    private static final int STATEMENT_SECONDS = 30;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesOption rules;

    @Option(
            names = "--url",
            paramLabel = "JDBC",
            description = "The database: tells the types of columns, and partitions. Nothing is changed in it.")
    private String url;

    @Mixin
    private Database database;

    @Option(names = "--drop", description = "Print what takes it all away again.")
    private boolean drop;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws CommandFailure {
        DdlScript script = script(rules.read());
        output.write(Console.of(spec.commandLine()), drop ? script.drop() : script.create());
        return ExitStatus.CLEAN;
    }

    private DdlScript script(Rules read) throws CommandFailure {
        if (url == null) {
            return DdlScript.of(read);
        }
        try (Connection connection = database.readOnly(url, STATEMENT_SECONDS)) {
            return DdlScript.of(read, RulesOption.catalog(connection, read));
        } catch (SQLException failure) {
            throw Database.failure(failure);
        }
    }
}
