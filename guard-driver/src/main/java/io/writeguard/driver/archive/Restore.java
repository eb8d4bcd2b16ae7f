package io.writeguard.driver.archive;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings back what was kept, where it is needed: where the secret is missing or poisoned by now. In parts, each a
 * transaction of its own under the rows' locks; what was done in part is not done again.
 */
public final class Restore {

    private static final int ROWS_A_PART = 500;

    /** Told how far it is. */
    @FunctionalInterface
    public interface Progress {
        /** @param rows of the secret that were looked at so far */
        void at(GuardedTable table, GuardedColumn secret, long rows);
    }

    private final Catalog catalog;
    private final SecretArchive archive;
    private final RestoreFilter filter;
    private final Progress progress;
    private final Set<String> problems = new LinkedHashSet<>();

    public Restore(Catalog catalog, SecretArchive archive, RestoreFilter filter, Progress progress) {
        this.catalog = catalog;
        this.archive = archive;
        this.filter = filter;
        this.progress = progress;
    }

    /**
     * Counts what would be restored, and writes nothing.
     *
     * @param reading not in auto-commit mode
     * @param looking another, not in auto-commit mode
     */
    public RestoreReport preview(Connection reading, Connection looking) throws SQLException {
        return run(reading, looking, null);
    }

    /**
     * Restores.
     *
     * @param reading not in auto-commit mode
     * @param writing another, not in auto-commit mode, not guarded
     * @param reason why, for the record
     */
    public RestoreReport execute(Connection reading, Connection writing, String reason) throws SQLException {
        RestoreRecord record = new RestoreRecord(writing);
        record.begin(reason, filter);
        RestoreReport report = run(reading, writing, record);
        record.end();
        return report;
    }

    /** What is wrong with the tables of the filter, in words; empty where rules with an archive are about each. */
    public Optional<String> unknownTables() {
        List<String> known =
                tables().stream().map(table -> table.name().toString()).toList();
        List<String> unknown =
                filter.tables().stream().filter(table -> !known.contains(table)).toList();
        return unknown.isEmpty() ? Optional.empty() : Optional.of(ArchiveWording.noArchive(unknown));
    }

    private List<GuardedTable> tables() {
        return ArchiveSchema.archived(catalog).stream()
                .filter(GuardedTable::hasKey)
                .sorted(Comparator.comparing(table -> table.name().toString()))
                .toList();
    }

    private RestoreReport run(Connection reading, Connection working, RestoreRecord record) throws SQLException {
        List<RestoreReport.Secret> secrets = new ArrayList<>();
        for (GuardedTable table : tables()) {
            if (filter.tables().isEmpty()
                    || filter.tables().contains(table.name().toString())) {
                for (GuardedColumn secret : table.secrets()) {
                    RestoreTally tally = new RestoreTally(table, secret);
                    run(reading, working, tally, record);
                    if (tally.rows() > 0) {
                        secrets.add(tally.report());
                    }
                }
            }
        }
        return new RestoreReport(record == null ? null : record.id(), secrets, List.copyOf(problems));
    }

    private void run(Connection reading, Connection working, RestoreTally tally, RestoreRecord record)
            throws SQLException {
        List<KeptRow> part = new ArrayList<>();
        new KeptRows(reading, filter).read(tally.table, tally.secret, row -> {
            part.add(row);
            if (part.size() == ROWS_A_PART) {
                part(working, tally, record, part);
                part.clear();
            }
        });
        part(working, tally, record, part);
        reading.rollback();
    }

    private void part(Connection working, RestoreTally tally, RestoreRecord record, List<KeptRow> rows)
            throws SQLException {
        RestorePart part = new RestorePart(working, tally, archive, record);
        part.run(rows);
        problems.addAll(part.problems());
        progress.at(tally.table, tally.secret, tally.rows());
    }
}
