package io.writeguard.it.cli;

import io.writeguard.driver.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A command that has run.
 *
 * @param status for the shell
 */
public record CommandRun(int status, String out, String err) {

    public static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        // searched for secrets at the end of the tests, as all that is printed
        System.out.println(out);
        System.out.println(err);
        return new CommandRun(status, out.toString(), err.toString());
    }
}
