package io.writeguard.driver.schema;

import io.writeguard.rules.Location;
import io.writeguard.rules.Placeholders;
import io.writeguard.rules.RulesProblem;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one table of the rules file from the catalog, and collects what does not fit. */
final class TableReader {

    private final TableRules rules;
    private final Placeholders placeholders;
    private final List<RulesProblem> problems;
    private final CatalogQueries queries;
    private Catalog known;

    TableReader(Connection connection, TableRules rules, Placeholders placeholders, List<RulesProblem> problems) {
        this.rules = rules;
        this.placeholders = placeholders;
        this.problems = problems;
        this.queries = new CatalogQueries(connection);
    }

    /**
     * Takes a column that does not exist for one that is gone, or is not there yet, and no mistake in the rules file;
     * unless it has only been given another name.
     *
     * @param catalog as it was before
     */
    TableReader withoutWhatIsDropped(Catalog catalog) {
        known = catalog;
        return this;
    }

    /**
     * The table that a name of the rules file stands for, and every partition and inheritance child of it; none where it
     * can't be guarded, which the problems then say.
     */
    List<GuardedTable> read(CatalogQueries.Relation relation) throws SQLException {
        if (!relation.isTable()) {
            problem(rules.location(), SchemaWording.notATable(relation.name()));
            return List.of();
        }
        Counted counted = new Counted(relation.oid(), relation.name());
        List<GuardedTable> family = new ArrayList<>();
        read(relation, counted).ifPresent(family::add);
        if (!family.isEmpty()) {
            for (CatalogQueries.Relation child : queries.descendants(relation.oid())) {
                read(child, counted).ifPresent(family::add);
            }
        }
        return family;
    }

    private Optional<GuardedTable> read(CatalogQueries.Relation relation, Counted counted) throws SQLException {
        int problemsBefore = problems.size();
        List<CatalogQueries.Column> columns = queries.columns(relation.oid());
        SecretsReader reader =
                new SecretsReader(relation.name(), columns, queries.serverVersion(), placeholders, problems);
        List<GuardedColumn> secrets = secrets(relation, columns, reader);
        if (secrets.isEmpty() && problems.size() == problemsBefore) {
            return Optional.empty();
        }
        for (String version : rules.versionColumns()) {
            requireColumn(relation, version, columns, rules.location());
        }
        if (relation.rowSecurity()) {
            problem(rules.location(), SchemaWording.rowSecurity(relation.name()));
        }
        Set<String> liveWhenColumns = reader.mentionedBy(rules.liveWhen());
        List<UniqueKey> keys = queries.uniqueKeys(relation.oid());
        Set<String> deciding = new HashSet<>(liveWhenColumns);
        secrets.forEach(secret -> deciding.addAll(secret.onlyRowsColumns()));
        checkPrivileges(relation, columns, deciding, keys);
        if (problems.size() == problemsBefore) {
            checkPredicates(relation.name());
        }
        if (problems.size() > problemsBefore) {
            return Optional.empty();
        }
        return Optional.of(new GuardedTable(
                relation.oid(),
                relation.name(),
                counted,
                rules,
                columns.stream().map(CatalogQueries.Column::column).toList(),
                secrets,
                keys,
                liveWhenColumns,
                relation.lockable()));
    }

    private List<GuardedColumn> secrets(
            CatalogQueries.Relation table, List<CatalogQueries.Column> columns, SecretsReader reader) {
        List<GuardedColumn> secrets = new ArrayList<>();
        for (SecretColumn secret : rules.secretColumns()) {
            CatalogQueries.Column column = requireColumn(table, secret.name(), columns, secret.location());
            if (column == null) {
                continue;
            }
            reader.read(secret, column).ifPresent(secrets::add);
        }
        return secrets;
    }

    private CatalogQueries.Column requireColumn(
            CatalogQueries.Relation table, String name, List<CatalogQueries.Column> columns, Location location) {
        for (CatalogQueries.Column column : columns) {
            if (column.column().name().equals(name)) {
                return column;
            }
        }
        if (known == null || isRenamed(table, name, columns)) {
            List<String> names =
                    columns.stream().map(column -> column.column().name()).toList();
            problem(location, SchemaWording.noColumn(table.name(), name, names));
        }
        return null;
    }

    private boolean isRenamed(CatalogQueries.Relation table, String name, List<CatalogQueries.Column> columns) {
        GuardedTable before = known.byOid(table.oid());
        TableColumn column = before == null ? null : before.column(name);
        return column != null && columns.stream().anyMatch(now -> now.column().number() == column.number());
    }

    private void checkPrivileges(
            CatalogQueries.Relation relation,
            List<CatalogQueries.Column> columns,
            Set<String> deciding,
            List<UniqueKey> keys) {
        Set<String> needed = new LinkedHashSet<>(deciding);
        rules.secretColumns().forEach(secret -> needed.add(secret.name()));
        keys.forEach(key -> needed.addAll(key.columns()));
        List<String> missing = columns.stream()
                .filter(column -> !column.selectable())
                .map(column -> column.column().name())
                .filter(needed::contains)
                .toList();
        if (!missing.isEmpty()) {
            problem(rules.location(), SchemaWording.noPrivilege(relation.name(), missing, relation.role()));
        }
    }

    private void checkPredicates(TableName table) throws SQLException {
        if (rules.liveWhen() != null) {
            checkPredicate(table, "live-when", rules.liveWhen(), rules.location());
        }
        Set<String> checked = new HashSet<>();
        for (SecretColumn secret : rules.secretColumns()) {
            if (secret.onlyRows() != null && checked.add(secret.name())) {
                checkPredicate(table, "only-rows", secret.onlyRows(), secret.location());
            }
        }
    }

    private void checkPredicate(TableName table, String key, String predicate, Location location) throws SQLException {
        try {
            queries.run("SELECT (" + predicate + "\n)::boolean FROM " + Identifiers.quoted(table) + " LIMIT 0");
        } catch (SQLException failure) {
            if (failure.getSQLState() == null || !failure.getSQLState().startsWith("42")) {
                throw failure;
            }
            problem(location, SchemaWording.predicateDoesNotRun(key, table, failure));
        }
    }

    private void problem(Location location, String message) {
        problems.add(new RulesProblem(location, message));
    }
}
