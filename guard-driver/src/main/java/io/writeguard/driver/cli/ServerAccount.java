package io.writeguard.driver.cli;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Under which user the server's programs run. PostgreSQL refuses to run as root.
 *
 * <p>An ordinary user runs them directly. Root changes to the user {@code nobody}, by {@code setpriv} or {@code su}; where
 * the container forbids that, by {@code unshare -U}, which maps root to nobody in a name space of its own.
 *
 * @param prefix what stands before the program on its command line
 * @param owner numeric id of the user who has to own the files
 */
record ServerAccount(List<String> prefix, int owner) {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    private static final List<ServerAccount> WAYS_DOWN_FROM_ROOT = List.of(
            new ServerAccount(
                    List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"), NOBODY),
            new ServerAccount(List.of("su", "-s", "/bin/sh", "nobody", "-c", "exec \"$0\" \"$@\"", "--"), NOBODY),
            new ServerAccount(List.of("unshare", "-U"), ROOT));

    /** The accounts to try, in this order, for a user of the given numeric id. */
    static List<ServerAccount> candidates(int user) {
        return user == ROOT ? WAYS_DOWN_FROM_ROOT : List.of(new ServerAccount(List.of(), user));
    }

    /** Runs a program to its end. */
    void run(WorkDirectory directory, String... command) throws IOException {
        Process process = start(directory, command);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", prefixed(command)) + " failed:\n" + directory.log());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command[0] + " was running", e);
        }
    }

    /** Starts a program whose output goes to the directory's log. */
    Process start(WorkDirectory directory, String... command) throws IOException {
        File log = directory.logFile().toFile();
        ProcessBuilder builder = new ProcessBuilder(prefixed(command))
                .directory(directory.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        return builder.start();
    }

    private List<String> prefixed(String... command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(command));
        return line;
    }
}
