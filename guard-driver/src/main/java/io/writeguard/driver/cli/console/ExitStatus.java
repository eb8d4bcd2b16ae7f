package io.writeguard.driver.cli.console;

/** How a command ends, for the shell. */
public final class ExitStatus {

    public static final int CLEAN = 0;

    /** Something was found that a person should look at. */
    public static final int FINDINGS = 1;

    /** The command could not do its work: an option, a file or the database is not as it needs it. */
    public static final int MISUSE = 2;

    private ExitStatus() {}

    public static int of(boolean clean) {
        return clean ? CLEAN : FINDINGS;
    }
}
