package io.writeguard.driver.schema;

import io.writeguard.rules.Placeholders;
import io.writeguard.rules.RulesProblem;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.TableName;
import io.writeguard.rules.check.ValueChecker;
import io.writeguard.rules.sql.LexedSql;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds what the rules file says of one secret against its column. */
final class SecretsReader {

    private final TableName table;
    private final List<CatalogQueries.Column> columns;
    private final int serverVersion;
    private final Placeholders placeholders;
    private final List<RulesProblem> problems;

    SecretsReader(
            TableName table,
            List<CatalogQueries.Column> columns,
            int serverVersion,
            Placeholders placeholders,
            List<RulesProblem> problems) {
        this.table = table;
        this.columns = columns;
        this.serverVersion = serverVersion;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /** The secret; empty where the column's type does not fit, which the problems then say. */
    Optional<GuardedColumn> read(SecretColumn secret, CatalogQueries.Column column) {
        ValueType type = ValueType.of(column.baseType(), column.category());
        DocumentType document = DocumentType.of(column.baseType(), serverVersion);
        boolean member = secret.member() != null;
        if (member && document == null) {
            problems.add(new RulesProblem(secret.location(), SchemaWording.notADocument(table, column.column())));
            return Optional.empty();
        }
        if (type == null) {
            problems.add(new RulesProblem(secret.location(), SchemaWording.notASecretType(table, column.column())));
            return Optional.empty();
        }
        return Optional.of(new GuardedColumn(
                secret,
                column.column(),
                member ? ValueType.ARRAY : type,
                member ? document : null,
                new ValueChecker(secret, placeholders),
                mentionedBy(secret.onlyRows())));
    }

    /**
     * The table's columns that a predicate mentions.
     *
     * @param predicate null for none
     */
    Set<String> mentionedBy(String predicate) {
        Set<String> mentioned = new HashSet<>();
        if (predicate != null) {
            LexedSql sql = LexedSql.of(predicate);
            for (int token = 0; token < sql.size(); token++) {
                if (sql.isName(token)) {
                    mentioned.add(sql.word(token));
                }
            }
            mentioned.retainAll(
                    columns.stream().map(column -> column.column().name()).toList());
        }
        return mentioned;
    }
}
