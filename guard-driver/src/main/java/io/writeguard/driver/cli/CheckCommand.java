package io.writeguard.driver.cli;

import io.writeguard.driver.cli.check.CheckJson;
import io.writeguard.driver.cli.check.CheckSarif;
import io.writeguard.driver.cli.check.CheckText;
import io.writeguard.driver.cli.check.CheckedFile;
import io.writeguard.driver.cli.check.FileFinding;
import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.Console;
import io.writeguard.driver.cli.console.ExitStatus;
import io.writeguard.rules.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        exitCodeOnExecutionException = ExitStatus.MISUSE,
        description = {
            "Says what the guard would refuse in SQL files and migrations, without a database.",
            "Exit status: 0 where nothing was found, 1 where something was, 2 where a file can't be used."
        },
        footer = {
            "",
            "Examples:",
            "  writeguard check --rules writeguard.yaml src/main/resources/db/migration",
            "  writeguard check --rules writeguard.yaml --format sarif --output check.sarif db/*.sql"
        })
final class CheckCommand implements Callable<Integer> {

    enum Format {
        text,
        json,
        sarif
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesOption rules;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Mixin
    private OutputOption output;

    @Parameters(
            paramLabel = "SQLFILE",
            arity = "1..*",
            description = "SQL files in UTF-8; of a directory, every .sql file in it.")
    private List<Path> paths;

    @Override
    public Integer call() throws CommandFailure {
        Rules read = rules.read();
        List<CheckedFile> checked = new ArrayList<>();
        for (Path file : files()) {
            checked.add(CheckedFile.check(read, file.toString(), text(file)));
        }
        write(read, checked);
        return ExitStatus.of(
                checked.stream().flatMap(file -> file.findings().stream()).noneMatch(FileFinding::counts));
    }

    private List<Path> files() throws CommandFailure {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> inside = Files.walk(path)) {
                inside.filter(file -> file.toString().endsWith(".sql")).sorted().forEach(files::add);
            } catch (IOException e) {
                throw new CommandFailure(path + ": can't be read");
            }
        }
        if (files.isEmpty()) {
            throw new CommandFailure("no .sql file in " + paths);
        }
        return files;
    }

    private static String text(Path file) throws CommandFailure {
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? " " + text.substring(1) : text;
        } catch (IOException e) {
            throw new CommandFailure(file + ": no file in UTF-8 that can be read");
        }
    }

    private void write(Rules read, List<CheckedFile> checked) throws CommandFailure {
        Console console = Console.of(spec.commandLine());
        String version = Main.class.getPackage().getImplementationVersion();
        switch (format) {
            case text -> output.print(console, target -> new CheckText(target, read.allowSqlOverride()).print(checked));
            case json -> output.write(console, CheckJson.of(checked) + "\n");
            case sarif -> output.write(console, CheckSarif.of(checked, version) + "\n");
        }
    }
}
