package io.writeguard.driver.cli.audit;

import io.writeguard.driver.impact.StoredSecrets;
import io.writeguard.driver.row.Hasher;
import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.Rules;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes stock of every guarded table of one database. */
public final class Audit {

    /** Told how far it is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param rows read of this table so far
         * @param table from 1
         * @param tables how many there are
         */
        void at(GuardedTable current, long rows, int table, int tables);
    }

    private static final int ROWS_A_REPORT = 5_000;

    private final Connection connection;
    private final long mostRows;
    private final Progress progress;
    private final Hasher hasher = Hasher.ofThisProcess();

    /**
     * @param connection read-only, not in auto-commit mode
     * @param mostRows read of one table
     */
    public Audit(Connection connection, long mostRows, Progress progress) {
        this.connection = connection;
        this.mostRows = mostRows;
        this.progress = progress;
    }

    /** @param catalog against which the rules file has no problem */
    public AuditReport run(Rules rules, Catalog catalog) throws SQLException {
        List<GuardedTable> tables = catalog.tables().stream()
                .filter(table -> table.oid() == table.counted().oid())
                .sorted(Comparator.comparing(table -> table.name().toString()))
                .toList();
        List<TableAudit> audits = new ArrayList<>();
        for (GuardedTable table : tables) {
            audits.add(audit(table, audits.size() + 1, tables.size()));
        }
        return new AuditReport(
                rules.file(), connection.getCatalog(), Clock.systemUTC().instant(), audits);
    }

    private TableAudit audit(GuardedTable table, int position, int tables) throws SQLException {
        List<SecretTally> tallies = table.secrets().stream()
                .map(secret -> new SecretTally(hasher, table.name(), secret))
                .toList();
        StoredSecrets secrets = new StoredSecrets(table);
        long[] seen = new long[1];
        progress.at(table, 0, position, tables);
        long read = new RowReader(connection, table, secrets).read(mostRows, row -> {
            for (int i = 0; i < tallies.size(); i++) {
                if (secrets.concerns(row, i)) {
                    tallies.get(i).add(secrets.value(row, i), secrets.live(row, i));
                }
            }
            if (++seen[0] % ROWS_A_REPORT == 0) {
                progress.at(table, seen[0], position, tables);
            }
        });
        List<SecretCounts> counts = tallies.stream().map(SecretTally::counts).toList();
        return new TableAudit(table.name(), read, read < mostRows, counts);
    }
}
