package io.writeguard.driver.cli;

import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.CatalogReader;
import io.writeguard.driver.schema.SchemaCheck;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import io.writeguard.rules.RulesProblem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The option that names the rules file, and what it leads to. */
final class RulesOption {

    @Option(names = "--rules", paramLabel = "FILE", required = true, description = "The rules file.")
    private Path file;

    Path file() {
        return file;
    }

    /** The rules; a command that needs them can't do without. */
    Rules read() throws CommandFailure {
        try {
            return RulesFile.read(file);
        } catch (RulesException problems) {
            throw new CommandFailure(problems.getMessage());
        }
    }

    /** The guarded tables as the database has them; rules that don't fit it are no use to a command that asks it. */
    static Catalog catalog(Connection connection, Rules rules) throws CommandFailure, SQLException {
        SchemaCheck check = CatalogReader.read(connection, rules);
        connection.commit();
        if (!check.problems().isEmpty()) {
            throw new CommandFailure(
                    check.problems().stream().map(RulesProblem::toString).collect(Collectors.joining("\n")));
        }
        return check.catalog();
    }
}
