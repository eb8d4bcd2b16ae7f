package io.writeguard.driver.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The executable jar. */
@Command(
        name = "writeguard",
        description = "Refuses the writes that would lose secrets for good, before they reach PostgreSQL.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = DemoCommand.class)
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    /** The version that the jar's manifest states. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"writeguard " + Main.class.getPackage().getImplementationVersion()};
        }
    }
}
