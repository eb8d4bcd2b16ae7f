package io.writeguard.driver.archive;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.RulesProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The archive's part of the schema {@code writeguard}. */
public final class ArchiveSchema {

    /** undefined_table, invalid_schema_name, undefined_column, undefined_function, insufficient_privilege. */
    private static final Set<String> UNUSABLE = Set.of("42P01", "3F000", "42703", "42883", "42501");

    private static final String MAY_WRITE = """
            SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = 'writeguard' AND c.relname = 'archive'
                AND pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'INSERT'))
            """;

    private ArchiveSchema() {}

    /** The script that creates it. */
    public static String script() {
        try (InputStream script = ArchiveSchema.class.getResourceAsStream("archive.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why what the tables of the rules file lose could not be kept; nothing is asked where none has an archive. */
    public static List<RulesProblem> problems(Connection connection, Catalog catalog) throws SQLException {
        List<RulesProblem> problems = new ArrayList<>();
        List<GuardedTable> archived = archived(catalog);
        if (!archived.isEmpty() && !mayWrite(connection)) {
            problems.add(problem(archived.get(0), ArchiveWording.noTable()));
        }
        for (GuardedTable table : archived) {
            if (!table.hasKey()) {
                problems.add(problem(table, ArchiveWording.noRowKey(table.name())));
            }
            if (!table.lockable()) {
                problems.add(problem(table, ArchiveWording.notLockable(table.name())));
            }
        }
        return problems;
    }

    /** Which keys of the rules file are not where it says. */
    public static List<RulesProblem> keyProblems(Catalog catalog, SecretArchive archive) {
        List<RulesProblem> problems = new ArrayList<>();
        for (GuardedTable table : archived(catalog)) {
            try {
                archive.requireKey(table);
            } catch (ArchiveUnavailable noKey) {
                problems.add(problem(table, noKey.getMessage()));
            }
        }
        return problems;
    }

    /** The tables with an archive, each with its partitions as one. */
    static List<GuardedTable> archived(Catalog catalog) {
        return catalog.tables().stream()
                .filter(table ->
                        table.isArchived() && table.oid() == table.counted().oid())
                .toList();
    }

    private static RulesProblem problem(GuardedTable table, String text) {
        return new RulesProblem(table.rules().location(), text);
    }

    private static boolean mayWrite(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(MAY_WRITE)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /** Whether the error is about the archive's own tables. */
    static boolean isUnusable(SQLException error) {
        return error.getSQLState() != null && UNUSABLE.contains(error.getSQLState());
    }
}
