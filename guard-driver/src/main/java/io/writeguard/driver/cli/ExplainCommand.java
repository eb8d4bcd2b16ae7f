package io.writeguard.driver.cli;

import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.Database;
import io.writeguard.driver.cli.offline.OfflineJudge;
import io.writeguard.driver.session.VerdictPreview;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        description = {
            "Says how the guard reads SQL, without a database, and what it would say of it.",
            "Exit status: 0; 1 where a line of the input was none; 2 where a file or the database can't be used."
        },
        footer = {
            "",
            "Examples:",
            "  writeguard explain --rules writeguard.yaml --input statements.jsonl --output answers.jsonl",
            "  echo '{\"id\": 1, \"sql\": \"TRUNCATE users\"}' | writeguard explain --rules writeguard.yaml --with-verdict",
            "  writeguard explain --rules writeguard.yaml --with-verdict --url \"$URL\" --format text --input s.jsonl"
        })
final class ExplainCommand implements Callable<Integer> {

    enum Format {
        json,
        text
    }

    private static final int STATEMENT_SECONDS = 15;
    private static final int BAD_LINES = 1;
    private static final int UNUSABLE_FILE = 2;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            required = true,
            description = "The rules file; its problems are reported first.")
    private Path rules;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "One JSON object a line, with id and sql. Default: standard input.")
    private Path input;

    @Option(names = "--output", paramLabel = "FILE", description = "Default: standard output.")
    private Path output;

    @Option(
            names = "--with-verdict",
            description = "Adds depth, verdict and rule. Values of parameters: \"params\": [...] in the input.")
    private boolean withVerdict;

    @Option(
            names = "--url",
            paramLabel = "JDBC",
            description = "With --with-verdict: the database to judge against. Nothing is changed in it.")
    private String url;

    @Mixin
    private Database database;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "${COMPLETION-CANDIDATES}: one object or one line for each. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Override
    public Integer call() throws CommandFailure {
        try {
            Rules read = RulesFile.read(rules);
            if (url != null && !withVerdict) {
                throw new CommandFailure("--url is of use with --with-verdict only");
            }
            if (url != null) {
                return explainLive(read) ? 0 : BAD_LINES;
            }
            return explain(withVerdict ? new OfflineJudge(read)::answer : null) ? 0 : BAD_LINES;
        } catch (RulesException e) {
            System.err.println(e.getMessage());
        } catch (IOException e) {
            System.err.println(e);
        }
        return UNUSABLE_FILE;
    }

    private boolean explainLive(Rules read) throws CommandFailure, IOException {
        try (Connection connection = database.locking(url, STATEMENT_SECONDS)) {
            VerdictPreview preview = new VerdictPreview(
                    connection, RulesOption.catalog(connection, read), () -> database.beside(url, STATEMENT_SECONDS));
            return explain(new LiveVerdicts(preview));
        } catch (SQLException failure) {
            throw Database.failure(failure);
        }
    }

    /** Returns whether each line was read as a request. */
    private boolean explain(VerdictSource verdicts) throws IOException {
        boolean allRead = true;
        try (BufferedReader lines = reader();
                PrintWriter answers = writer()) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    ExplainLine answer = ExplainLine.answer(line, number, verdicts);
                    answers.println(format == Format.json ? answer.asJson() : answer.asText());
                    allRead &= answer.request();
                }
            }
            if (answers.checkError()) {
                throw new IOException("could not write all answers");
            }
        }
        return allRead;
    }

    private BufferedReader reader() throws IOException {
        return input == null
                ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                : Files.newBufferedReader(input);
    }

    private PrintWriter writer() throws IOException {
        BufferedWriter target = output == null
                ? new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8))
                : Files.newBufferedWriter(output);
        return new PrintWriter(target);
    }
}
