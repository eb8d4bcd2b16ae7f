package io.writeguard.driver.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.writeguard.driver.archive.ArchiveSchema;
import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.Database;
import io.writeguard.driver.cli.console.ExitStatus;
import io.writeguard.driver.cli.console.SourceExcerpt;
import io.writeguard.driver.schema.CatalogReader;
import io.writeguard.driver.schema.SchemaCheck;
import io.writeguard.driver.schema.SearchPath;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import io.writeguard.rules.RulesProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        exitCodeOnExecutionException = ExitStatus.MISUSE,
        description = {
            "Says what is wrong with a rules file, alone or held against a live schema, as a guarded connection would.",
            "Exit status: 0 without a problem, 1 with one, 2 where a file or the database can't be used."
        },
        footer = {
            "",
            "Examples:",
            "  writeguard validate --rules writeguard.yaml",
            "  writeguard validate --rules writeguard.yaml --url 'jdbc:postgresql://localhost/app?user=app'"
        })
final class ValidateCommand implements Callable<Integer> {

    enum Format {
        text,
        json
    }

    private static final int STATEMENT_SECONDS = 30;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesOption rules;

    @Option(names = "--url", paramLabel = "JDBC", description = "The database whose schema the rules have to fit.")
    private String url;

    @Mixin
    private Database database;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() throws CommandFailure, IOException {
        if (!Files.isReadable(rules.file()) || Files.isDirectory(rules.file())) {
            throw new CommandFailure(rules.file() + ": no file that can be read");
        }
        Rules read = null;
        List<RulesProblem> problems;
        try {
            read = RulesFile.read(rules.file());
            problems = url == null ? List.of() : schemaProblems(read);
        } catch (RulesException bad) {
            problems = bad.problems();
        }
        Console console = Console.of(spec.commandLine());
        if (format == Format.json) {
            console.out().println(json(problems));
        } else {
            print(console, read, problems);
        }
        return ExitStatus.of(problems.isEmpty());
    }

    private List<RulesProblem> schemaProblems(Rules read) throws CommandFailure {
        try (Connection connection = database.readOnly(url, STATEMENT_SECONDS)) {
            SchemaCheck check = CatalogReader.read(connection, read, SearchPath.of(connection));
            List<RulesProblem> problems = new ArrayList<>(check.problems());
            problems.addAll(ArchiveSchema.problems(connection, check.catalog()));
            return problems;
        } catch (SQLException failure) {
            throw Database.failure(failure);
        }
    }

    private void print(Console console, Rules read, List<RulesProblem> problems) throws IOException {
        String text = problems.isEmpty() ? "" : Files.readString(rules.file());
        for (RulesProblem problem : problems) {
            console.out().println(console.red(problem.location().toString()) + ": " + problem.message());
            console.out()
                    .println(console.faint(SourceExcerpt.of(
                            text, problem.location().line(), problem.location().column())));
        }
        if (problems.isEmpty()) {
            long secrets = read.tables().stream()
                    .mapToLong(table -> table.secretColumns().size())
                    .sum();
            console.out()
                    .println(console.green("No problem") + ": " + rules.file() + " guards " + secrets + " secrets of "
                            + read.tables().size() + " tables"
                            + (url == null ? "; not held against a schema (--url)." : ", and fits the schema."));
        }
    }

    private static String json(List<RulesProblem> problems) {
        JsonArray list = new JsonArray();
        for (RulesProblem problem : problems) {
            JsonObject json = new JsonObject();
            json.addProperty("file", problem.location().file());
            json.addProperty("line", problem.location().line());
            json.addProperty("column", problem.location().column());
            json.addProperty("message", problem.message());
            list.add(json);
        }
        JsonObject json = new JsonObject();
        json.add("problems", list);
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .create()
                .toJson(json);
    }
}
