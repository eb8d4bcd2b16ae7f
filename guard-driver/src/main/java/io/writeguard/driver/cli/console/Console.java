package io.writeguard.driver.cli.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Where a command prints. Colours only where standard output is a terminal that shows them, and not where NO_COLOR is set
 * (no-color.org).
 *
 * @param out standard output, in UTF-8
 * @param err standard error
 */
public record Console(PrintWriter out, PrintWriter err, boolean terminal) {

    private static final String RESET = "\u001B[0m";

    public static Console of(CommandLine command) {
        return new Console(command.getOut(), command.getErr(), Ansi.AUTO.enabled());
    }

    /** What is printed, as text without colours. */
    public static String plain(Consumer<Console> printing) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        printing.accept(new Console(out, out, false));
        out.flush();
        return text.toString();
    }

    public String strong(String text) {
        return styled("1", text);
    }

    public String faint(String text) {
        return styled("2", text);
    }

    public String red(String text) {
        return styled("31", text);
    }

    public String green(String text) {
        return styled("32", text);
    }

    public String yellow(String text) {
        return styled("33", text);
    }

    private String styled(String code, String text) {
        return terminal ? "\u001B[" + code + "m" + text + RESET : text;
    }

    /** Shows how far a command is, on the last line of a terminal; prints nothing elsewhere. */
    public void progress(String text) {
        if (terminal) {
            err.print("\r\u001B[K" + text);
            err.flush();
        }
    }

    /** Takes the progress off the screen again. */
    public void progressDone() {
        progress("");
    }
}
