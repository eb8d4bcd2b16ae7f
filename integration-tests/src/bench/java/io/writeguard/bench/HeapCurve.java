package io.writeguard.bench;

import io.writeguard.driver.WriteGuard;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

/** Whether many distinct texts leave the heap flat. */
final class HeapCurve {

    private static final long MILLION = 1_000_000;

    private HeapCurve() {}

    /** What is reachable after each million of texts, each with literals and, every tenth, with a shape of its own. */
    static String measure(int millions) throws SQLException {
        StringBuilder table = new StringBuilder("| distinct texts | heap in use after a collection |\n|---|---|\n");
        try (Target target = Target.with(1000)) {
            StubDataSource stub = new StubDataSource();
            stub.setUrl(target.url());
            // the time stands still: after a minute the catalog would be looked up again, over statements that do
            // nothing
            Connection connection = WriteGuard.builder()
                    .dataSource(stub)
                    .rules(target.rules())
                    .clock(Clock.fixed(Instant.now(), ZoneOffset.UTC))
                    .build()
                    .dataSource()
                    .getConnection();
            try (Statement first = connection.createStatement()) {
                first.executeUpdate(AdHoc.rotation(0));
            }
            StubConnection.stubbing = true;
            Statement statement = connection.createStatement();
            for (int million = 0; million <= millions; million++) {
                table.append(String.format(Locale.ROOT, "| %d million | %.1f MiB |%n", million, usedMebibytes()));
                for (long i = million * MILLION; million < millions && i < (million + 1) * MILLION; i++) {
                    statement.executeUpdate(
                            i % 10 == 0 ? AdHoc.shape(i) : i % 10 == 1 ? AdHoc.rotation(i) : AdHoc.text(i, 200));
                }
            }
        }
        return table.toString();
    }

    private static double usedMebibytes() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / (1024.0 * 1024);
    }
}
