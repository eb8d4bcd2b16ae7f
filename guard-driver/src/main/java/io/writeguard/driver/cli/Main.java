package io.writeguard.driver.cli;

import io.writeguard.driver.cli.console.CommandFailure;
import io.writeguard.driver.cli.console.ExitStatus;
import io.writeguard.driver.cli.console.Redaction;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The executable jar. */
@Command(
        name = "writeguard",
        description = "Refuses the writes that would lose secrets for good, before they reach PostgreSQL.",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ValidateCommand.class,
            SuggestCommand.class,
            AuditCommand.class,
            CheckCommand.class,
            ExplainCommand.class,
            DdlCommand.class,
            RestoreCommand.class,
            ReportCommand.class,
            DemoCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  writeguard demo",
            "  writeguard suggest --url 'jdbc:postgresql://localhost/app?user=app' --output writeguard.yaml",
            "  writeguard validate --rules writeguard.yaml --url 'jdbc:postgresql://localhost/app?user=app'",
            "  writeguard check --rules writeguard.yaml db/migration/*.sql",
            "",
            "(writeguard stands for: java -jar guard-driver-VERSION-cli.jar)"
        })
public final class Main {

    /** Quotes whole URLs, passwords included; what goes wrong is in the exception. Held, lest the level be forgotten. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    private static final int HELP_WIDTH = 110;

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        DRIVER_LOG.setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    /**
     * Runs a command within this JVM.
     *
     * @param out in the place of standard output; {@code explain} and {@code demo} write to standard output itself
     * @return the exit status
     */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return commandLine().setOut(out).setErr(err).execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setOut(new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true));
        commandLine.setErr(new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true));
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        commandLine.setParameterExceptionHandler((error, arguments) -> {
            misused(error.getCommandLine(), error);
            return ExitStatus.MISUSE;
        });
        return commandLine.setExecutionExceptionHandler((error, command, parsed) -> {
            report(error, command.getErr());
            return error instanceof CommandFailure
                    ? ExitStatus.MISUSE
                    : command.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    private static void misused(CommandLine command, CommandLine.ParameterException error) {
        PrintWriter err = command.getErr();
        err.println(Redaction.of(error.getMessage()));
        if (command.getParent() == null) {
            command.usage(err);
        } else if (!CommandLine.UnmatchedArgumentException.printSuggestions(error, err)) {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
    }

    private static void report(Throwable error, PrintWriter err) {
        err.println(Redaction.of(error.getMessage()));
        for (Throwable attempt : error.getSuppressed()) {
            err.println("- " + Redaction.of(attempt.getMessage()));
        }
        if (error.getCause() != null) {
            report(error.getCause(), err);
        }
    }

    /** The version that the jar's manifest states. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"writeguard " + Main.class.getPackage().getImplementationVersion()};
        }
    }
}
