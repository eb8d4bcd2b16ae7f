package io.writeguard.driver.cli;

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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        description = {
            "Says how the guard reads SQL, without a database.",
            "Exit status: 0; 1 where a line of the input was none; 2 where a file can't be used."
        })
final class ExplainCommand implements Callable<Integer> {

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

    @Override
    public Integer call() {
        try {
            RulesFile.read(rules);
            return explain() ? 0 : BAD_LINES;
        } catch (RulesException e) {
            System.err.println(e.getMessage());
        } catch (IOException e) {
            System.err.println(e);
        }
        return UNUSABLE_FILE;
    }

    /** Returns whether each line was read as a request. */
    private boolean explain() throws IOException {
        boolean allRead = true;
        try (BufferedReader lines = reader();
                PrintWriter answers = writer()) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    ExplainLine answer = ExplainLine.answer(line, number);
                    answers.println(answer.json());
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
