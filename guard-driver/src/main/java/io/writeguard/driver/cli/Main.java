package io.writeguard.driver.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The executable jar. */
@Command(
        name = "writeguard",
        description = "Refuses the writes that would lose secrets for good, before they reach PostgreSQL.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {DemoCommand.class, ExplainCommand.class})
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((error, command, parsed) -> {
            report(error, command.getErr());
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }

    private static void report(Throwable error, PrintWriter err) {
        err.println(error.getMessage());
        for (Throwable attempt : error.getSuppressed()) {
            err.println("- " + attempt.getMessage());
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
