package io.writeguard.driver.cli.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Says how far the demonstration is: a line at each step, and one now and then during a long one. */
final class Progress {

    private static final long NANOS_BETWEEN_LINES = 2_000_000_000L;

    private final PrintStream out;
    private long lastLine = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void say(String what) {
        out.println("  … " + what);
        lastLine = System.nanoTime();
    }

    /** Safe to call for each statement: shows only a few of them. */
    void say(String what, long statement, long all) {
        if (System.nanoTime() - lastLine >= NANOS_BETWEEN_LINES) {
            say(String.format(Locale.ROOT, "%s: statement %,d of %,d", what, statement, all));
        }
    }
}
