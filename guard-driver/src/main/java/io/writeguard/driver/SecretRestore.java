package io.writeguard.driver;

import io.writeguard.driver.archive.Restore;
import io.writeguard.driver.archive.RestoreFilter;
import io.writeguard.driver.archive.RestoreReport;
import io.writeguard.driver.archive.SecretArchive;
import io.writeguard.driver.schema.CatalogReader;
import io.writeguard.driver.schema.SchemaCheck;
import io.writeguard.driver.schema.SearchPath;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import io.writeguard.rules.RulesProblem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Brings back secrets that were cleared, overwritten or deleted, from the archive (rules with {@code archive}), where they
 * are missing or poisoned by now. Immutable; each method that narrows it returns a new one.
 *
 * <pre>{@code
 * SecretRestore restore = SecretRestore.of(admin, Path.of("writeguard.yaml"))
 *         .table("public.users")
 *         .from(Instant.parse("2026-05-04T10:00:00Z"));
 * RestoreReport wouldDo = restore.preview();
 * RestoreReport done = restore.execute("INC-123 give the tokens back");
 * }</pre>
 */
public final class SecretRestore {

    private final DataSource dataSource;
    private final Rules rules;
    private final RestoreFilter filter;

    private SecretRestore(DataSource dataSource, Rules rules, RestoreFilter filter) {
        this.dataSource = dataSource;
        this.rules = rules;
        this.filter = filter;
    }

    /**
     * Everything in the archive.
     *
     * @param dataSource not guarded, whose role may read {@code writeguard.archive}, write {@code writeguard.restores}, and
     *     read and update the guarded tables; two connections are taken from it at a time
     * @param rules the rules file, which leads to the keys
     * @throws IllegalArgumentException where the rules file has problems; the message has all of them
     */
    public static SecretRestore of(DataSource dataSource, Path rules) {
        Objects.requireNonNull(dataSource, "dataSource");
        try {
            return new SecretRestore(dataSource, RulesFile.read(rules), RestoreFilter.ALL);
        } catch (RulesException problems) {
            throw new IllegalArgumentException(problems.getMessage(), problems);
        }
    }

    /** Of these tables alone, each as {@code schema.table}. */
    public SecretRestore table(String... tables) {
        return with(new RestoreFilter(
                List.of(tables), filter.from(), filter.to(), filter.statement(), filter.reason(), filter.rows()));
    }

    /** Only what was lost at this time or later. */
    public SecretRestore from(Instant time) {
        return with(new RestoreFilter(
                filter.tables(), time, filter.to(), filter.statement(), filter.reason(), filter.rows()));
    }

    /** Only what was lost before this time. */
    public SecretRestore to(Instant time) {
        return with(new RestoreFilter(
                filter.tables(), filter.from(), time, filter.statement(), filter.reason(), filter.rows()));
    }

    /**
     * Only what statements took whose text, without its literals, contains this, ignoring case; {@code %} stands for
     * anything.
     */
    public SecretRestore statement(String text) {
        return with(
                new RestoreFilter(filter.tables(), filter.from(), filter.to(), text, filter.reason(), filter.rows()));
    }

    /** Only what went under an override whose reason contains this, as {@link #statement}. */
    public SecretRestore overrideReason(String text) {
        return with(new RestoreFilter(
                filter.tables(), filter.from(), filter.to(), filter.statement(), text, filter.rows()));
    }

    /** Only these rows, each by the texts of its key's columns with a comma in between. */
    public SecretRestore rows(String... keys) {
        return with(new RestoreFilter(
                filter.tables(), filter.from(), filter.to(), filter.statement(), filter.reason(), List.of(keys)));
    }

    private SecretRestore with(RestoreFilter other) {
        return new SecretRestore(dataSource, rules, other);
    }

    /**
     * Counts what {@link #execute} would restore, and writes nothing.
     *
     * @throws SQLException where the database can't be asked, or the rules do not fit its schema
     */
    public RestoreReport preview() throws SQLException {
        return run(Restore::preview);
    }

    /**
     * Restores, in parts of 500 rows, each a transaction of its own; what was restored before it failed stays restored. Told
     * in {@code writeguard.restores}.
     *
     * @param reason why, for the record; not blank
     * @throws SQLException where the database can't be asked, or the rules do not fit its schema
     */
    public RestoreReport execute(String reason) throws SQLException {
        if (reason == null || reason.isBlank()) {
            throw new IllegalArgumentException(DriverWording.RESTORE_WITHOUT_REASON);
        }
        return run((restore, reading, working) -> restore.execute(reading, working, reason));
    }

    private interface Work {
        RestoreReport run(Restore restore, Connection reading, Connection working) throws SQLException;
    }

    private RestoreReport run(Work work) throws SQLException {
        try (Connection reading = dataSource.getConnection();
                Connection working = dataSource.getConnection()) {
            SchemaCheck check = CatalogReader.read(reading, rules, SearchPath.of(reading));
            if (!check.problems().isEmpty()) {
                throw new SQLException(
                        check.problems().stream().map(RulesProblem::toString).collect(Collectors.joining("\n")));
            }
            reading.setAutoCommit(false);
            working.setAutoCommit(false);
            Restore restore = new Restore(
                    check.catalog(), SecretArchive.ofThisProcess(rules), filter, (table, secret, rows) -> {});
            Optional<String> unknown = restore.unknownTables();
            if (unknown.isPresent()) {
                throw new IllegalArgumentException(unknown.get());
            }
            return work.run(restore, reading, working);
        }
    }
}
