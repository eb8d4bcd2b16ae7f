package io.writeguard.driver.schema;

import io.writeguard.rules.Action;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesProblem;
import io.writeguard.rules.TableRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks up every table of the rules file, with the search_path of the connection that is given. */
public final class CatalogReader {

    private CatalogReader() {}

    /**
     * @param connection outside a transaction that has failed
     * @throws SQLException where the catalog can't be asked; a rules file that doesn't fit is a problem, not an exception
     */
    public static SchemaCheck read(Connection connection, Rules rules) throws SQLException {
        List<RulesProblem> problems = new ArrayList<>();
        List<GuardedTable> tables = new ArrayList<>();
        for (TableRules table : rules.tables()) {
            if (table.action() != Action.OFF) {
                tables.addAll(new TableReader(connection, table, rules.placeholders(), problems).read());
            }
        }
        return new SchemaCheck(new Catalog(tables, ReachReader.read(connection, tables)), problems);
    }

    /**
     * Looks them up again. A table that can't be guarded any more as the rules say stays as it was known for as long as
     * its name stands for the same table; one that is gone is left out.
     */
    public static Catalog readAgain(Connection connection, Rules rules, Catalog known) throws SQLException {
        Catalog now = read(connection, rules).catalog();
        List<GuardedTable> tables = new ArrayList<>(now.tables());
        CatalogQueries queries = new CatalogQueries(connection);
        for (GuardedTable table : known.tables()) {
            if (now.byOid(table.oid()) == null) {
                CatalogQueries.Relation relation = queries.relation(table.name());
                if (relation != null && relation.oid() == table.oid()) {
                    tables.add(table);
                }
            }
        }
        return new Catalog(tables, ReachReader.read(connection, tables));
    }
}
