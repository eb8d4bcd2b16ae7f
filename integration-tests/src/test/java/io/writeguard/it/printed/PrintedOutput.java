package io.writeguard.it.printed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Keeps a copy of all that the test run prints, from its start; logs go to a file of their own. */
public final class PrintedOutput implements LauncherSessionListener {

    private static final ByteArrayOutputStream COPY = new ByteArrayOutputStream();

    /** As {@code simplelogger.properties} has it. */
    private static final Path LOG = Path.of("target", "tests.log");

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        System.setOut(copied(System.out));
        System.setErr(copied(System.err));
    }

    /** Everything so far. */
    static String soFar() {
        try {
            String printed;
            synchronized (COPY) {
                printed = COPY.toString(StandardCharsets.UTF_8);
            }
            return printed + Files.readString(LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PrintStream copied(PrintStream original) {
        return new PrintStream(new Copying(original), true, StandardCharsets.UTF_8);
    }

    private static final class Copying extends OutputStream {
        private final PrintStream original;

        Copying(PrintStream original) {
            this.original = original;
        }

        @Override
        public void write(int character) {
            write(new byte[] {(byte) character}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            synchronized (COPY) {
                COPY.write(bytes, offset, length);
            }
            original.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            original.flush();
        }
    }
}
