package io.writeguard.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The first connection and the first statement of a JVM, with the guard and without, in milliseconds. */
final class ColdStart {

    private static final int TIMES = 7;

    private ColdStart() {}

    /** Run in a JVM of its own: prints how long the first connection takes. */
    public static void main(String[] arguments) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[1]);
        long start = System.nanoTime();
        try (Connection connection = Peer.valueOf(arguments[0])
                        .over(source, java.nio.file.Path.of(arguments[2]))
                        .getConnection();
                var statement = connection.prepareStatement("update users set token = ? where id = ?")) {
            statement.setString(1, "a-new-secret");
            statement.setLong(2, 1);
            statement.executeUpdate();
        }
        System.out.println(System.nanoTime() - start);
    }

    static String measure() throws IOException {
        try (Target target = Target.with(1000)) {
            long raw = median(Peer.RAW, target);
            long guard = median(Peer.GUARD, target);
            return "First connection and first write of a JVM (median of " + TIMES + "): " + raw + " ms plain, " + guard
                    + " ms guarded, so " + (guard - raw) + " ms more; the target is 400 ms.\n";
        }
    }

    private static long median(Peer peer, Target target) throws IOException {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ColdStart.class.getName(),
                            peer.name(),
                            target.url(),
                            target.rules().toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            times.add(Long.parseLong(new String(process.getInputStream().readAllBytes()).strip()) / 1_000_000);
        }
        Collections.sort(times);
        return times.get(TIMES / 2);
    }
}
