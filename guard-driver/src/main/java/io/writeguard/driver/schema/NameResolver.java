package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import io.writeguard.rules.sql.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a name stands for on one connection, with that connection's own search_path and temporary tables.
 *
 * <p>An unqualified name is asked of the database once and remembered until {@link #forget()}. Not thread-safe.
 */
public final class NameResolver {

    private final Connection connection;
    private final Map<String, Long> unqualified = new HashMap<>();
    private Catalog catalog;

    public NameResolver(Connection connection, Catalog catalog) {
        this.connection = connection;
        this.catalog = catalog;
    }

    /** The guarded table that the name stands for; empty where it stands for another relation, or for none. */
    public Optional<GuardedTable> resolve(RelationName relation) throws SQLException {
        return Optional.ofNullable(catalog.byOid(oid(relation)));
    }

    /** The oid of the relation, as far as it is guarded or a guarded table is reached from it; 0 where neither holds. */
    public long oid(RelationName relation) throws SQLException {
        if (!catalog.baseNames().contains(relation.name())) {
            return 0;
        }
        if (relation.schema() != null) {
            return catalog.oid(new TableName(relation.schema(), relation.name()));
        }
        Long known = unqualified.get(relation.name());
        if (known == null) {
            known = ask(relation.name());
            unqualified.put(relation.name(), known);
        }
        return known;
    }

    /** Whether a guarded table may be reached from the relation or function of that name. */
    public boolean reaches(String name) throws SQLException {
        return catalog.reach().functions().contains(name)
                || catalog.reach().hidden().containsKey(oid(new RelationName(null, name)));
    }

    /** The guarded table of that real name, or null. */
    public GuardedTable named(TableName name) {
        return catalog.byName(name);
    }

    public Catalog catalog() {
        return catalog;
    }

    /** The search_path, the temporary tables or the catalog may have changed. */
    public void forget() {
        unqualified.clear();
    }

    public void use(Catalog newCatalog) {
        if (catalog != newCatalog) {
            catalog = newCatalog;
            forget();
        }
    }

    private long ask(String name) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_catalog.to_regclass(?)::pg_catalog.oid")) {
            statement.setString(1, Identifiers.quoted(name));
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
