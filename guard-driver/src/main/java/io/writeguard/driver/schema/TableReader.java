package io.writeguard.driver.schema;

import io.writeguard.rules.Location;
import io.writeguard.rules.Placeholders;
import io.writeguard.rules.RulesProblem;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import io.writeguard.rules.check.ValueChecker;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.TokenType;
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

    TableReader(Connection connection, TableRules rules, Placeholders placeholders, List<RulesProblem> problems) {
        this.rules = rules;
        this.placeholders = placeholders;
        this.problems = problems;
        this.queries = new CatalogQueries(connection);
    }

    /**
     * The table, and every partition and inheritance child of it; none where it can't be guarded, which the problems then
     * say.
     */
    List<GuardedTable> read() throws SQLException {
        CatalogQueries.Relation relation = queries.relation(rules.name());
        if (relation == null) {
            problem(rules.location(), SchemaWording.noTable(rules.name(), queries.tableNames()));
            return List.of();
        }
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
        List<GuardedColumn> secrets = secrets(relation.name(), columns);
        for (String version : rules.versionColumns()) {
            requireColumn(relation.name(), version, columns, rules.location());
        }
        if (relation.rowSecurity()) {
            problem(rules.location(), SchemaWording.rowSecurity(relation.name()));
        }
        Set<String> liveWhenColumns = liveWhenColumns(columns);
        List<UniqueKey> keys = queries.uniqueKeys(relation.oid());
        checkPrivileges(relation, columns, liveWhenColumns, keys);
        if (problems.size() == problemsBefore) {
            checkLiveWhen(relation.name());
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

    private List<GuardedColumn> secrets(TableName table, List<CatalogQueries.Column> columns) {
        List<GuardedColumn> secrets = new ArrayList<>();
        for (SecretColumn secret : rules.secretColumns()) {
            CatalogQueries.Column column = requireColumn(table, secret.name(), columns, secret.location());
            if (column == null) {
                continue;
            }
            ValueType type = ValueType.of(column.baseType(), column.category());
            if (type == null) {
                problem(secret.location(), SchemaWording.notASecretType(table, column.column()));
            } else {
                secrets.add(new GuardedColumn(secret, column.column(), type, new ValueChecker(secret, placeholders)));
            }
        }
        return secrets;
    }

    private CatalogQueries.Column requireColumn(
            TableName table, String name, List<CatalogQueries.Column> columns, Location location) {
        for (CatalogQueries.Column column : columns) {
            if (column.column().name().equals(name)) {
                return column;
            }
        }
        List<String> names =
                columns.stream().map(column -> column.column().name()).toList();
        problem(location, SchemaWording.noColumn(table, name, names));
        return null;
    }

    private Set<String> liveWhenColumns(List<CatalogQueries.Column> columns) {
        Set<String> mentioned = new HashSet<>();
        if (rules.liveWhen() != null) {
            Set<String> names = new HashSet<>();
            columns.forEach(column -> names.add(column.column().name()));
            LexedSql predicate = LexedSql.of(rules.liveWhen());
            for (int token = 0; token < predicate.size(); token++) {
                TokenType type = predicate.type(token);
                boolean name = type == TokenType.WORD || type == TokenType.QUOTED_IDENTIFIER;
                if (name && names.contains(predicate.word(token))) {
                    mentioned.add(predicate.word(token));
                }
            }
        }
        return mentioned;
    }

    private void checkPrivileges(
            CatalogQueries.Relation relation,
            List<CatalogQueries.Column> columns,
            Set<String> liveWhenColumns,
            List<UniqueKey> keys) {
        Set<String> needed = new LinkedHashSet<>(liveWhenColumns);
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

    private void checkLiveWhen(TableName table) throws SQLException {
        if (rules.liveWhen() == null) {
            return;
        }
        try {
            queries.run("SELECT (" + rules.liveWhen() + "\n)::boolean FROM " + Identifiers.quoted(table) + " LIMIT 0");
        } catch (SQLException failure) {
            if (failure.getSQLState() == null || !failure.getSQLState().startsWith("42")) {
                throw failure;
            }
            problem(rules.location(), SchemaWording.liveWhenDoesNotRun(table, failure));
        }
    }

    private void problem(Location location, String message) {
        problems.add(new RulesProblem(location, message));
    }
}
