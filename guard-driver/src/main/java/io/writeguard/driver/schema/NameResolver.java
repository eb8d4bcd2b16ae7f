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

    /** PostgreSQL's config_file_error (manual, appendix A). */
    private static final String CONFIG_FILE_ERROR = "F0000";

    /** As the server would resolve it now: not by the snapshot of the transaction. */
    private static final String STANDS_FOR = "SELECT r.oid, (pg_catalog.parse_ident(o.schema))[1]"
            + " FROM (SELECT pg_catalog.to_regclass(?)::pg_catalog.oid AS oid) AS r,"
            + " LATERAL pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, r.oid, 0) AS o"
            + " WHERE r.oid IS NOT NULL";

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
            TableName name = new TableName(relation.schema(), relation.name());
            long known = catalog.oid(name);
            return known == 0 && catalog.declarations().miss(known, name) ? ask(name) : known;
        }
        Long known = unqualified.get(relation.name());
        if (known == null) {
            known = ask(new TableName(null, relation.name()));
            if (known != 0 || !catalog.declarations().names().contains(relation.name())) {
                unqualified.put(relation.name(), known);
            }
        }
        return known;
    }

    /**
     * Lets no write of a table pass that the rules file wants guarded and that can't be.
     *
     * @throws SQLException with what keeps it from being guarded
     */
    public void requireFit(RelationName relation) throws SQLException {
        String problems = catalog.declarations().unfit().get(oid(relation));
        if (problems != null) {
            throw new SQLException(problems, CONFIG_FILE_ERROR);
        }
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

    private long ask(TableName name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STANDS_FOR)) {
            String quoted = name.schema() == null ? Identifiers.quoted(name.name()) : Identifiers.quoted(name);
            statement.setString(1, quoted);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? known(row.getLong(1), new TableName(row.getString(2), name.name())) : 0;
            }
        }
    }

    private long known(long oid, TableName name) throws OutdatedCatalog {
        if (catalog.byOid(oid) == null && catalog.declarations().miss(oid, name)) {
            throw new OutdatedCatalog(name);
        }
        return oid;
    }
}
