package io.writeguard.driver.cli;

import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option that names where a report goes. */
final class OutputOption {

    @Option(names = "--output", paramLabel = "FILE", description = "Default: standard output.")
    private Path output;

    /** What is made for a terminal; without colours in a file. */
    void print(Console console, Consumer<Console> report) throws CommandFailure {
        if (output == null) {
            report.accept(console);
        } else {
            write(console, Console.plain(report));
        }
    }

    void write(Console console, String text) throws CommandFailure {
        if (output == null) {
            console.out().print(text);
            console.out().flush();
            return;
        }
        try {
            Files.writeString(output, text);
        } catch (IOException e) {
            throw new CommandFailure(output + ": can't be written");
        }
    }
}
