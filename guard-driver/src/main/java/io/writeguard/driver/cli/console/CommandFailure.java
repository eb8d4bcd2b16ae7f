package io.writeguard.driver.cli.console;

/** A command can't do its work; ends with {@link ExitStatus#MISUSE}. The message is for the user, without a password. */
public final class CommandFailure extends Exception {

    public CommandFailure(String message) {
        super(Redaction.of(message));
    }
}
