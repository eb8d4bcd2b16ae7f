package io.writeguard.driver.schema;

import io.writeguard.driver.schema.Declarations.Root;
import io.writeguard.rules.OnMissing;
import io.writeguard.rules.Rules;
import io.writeguard.rules.RulesProblem;
import io.writeguard.rules.TableRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks up what the names of the rules file stand for. */
public final class CatalogReader {

    private final Connection connection;
    private final Rules rules;
    private final SearchPath path;
    private final CatalogQueries queries;
    private final Map<Root, TableRules> roots = new HashMap<>();
    private final Map<Long, String> unfit = new HashMap<>();
    private final List<GuardedTable> tables = new ArrayList<>();

    private CatalogReader(Connection connection, Rules rules, SearchPath path) {
        this.connection = connection;
        this.rules = rules;
        this.path = path;
        this.queries = new CatalogQueries(connection);
    }

    /**
     * Holds the rules file against the schema.
     *
     * @param connection outside a transaction that has failed
     * @param path in which names without schema are looked up, now and whenever they are looked up again
     * @throws SQLException where the catalog can't be asked; a rules file that doesn't fit is a problem, not an exception
     */
    public static SchemaCheck read(Connection connection, Rules rules, SearchPath path) throws SQLException {
        return new CatalogReader(connection, rules, path).check();
    }

    /**
     * Looks the names up again. A table that a name stood for before stays guarded for as long as it exists, whatever it is
     * called now; where it can't be guarded any more as the rules say, as it was known. One that was not known and can't be
     * guarded is none whose writes may pass.
     */
    public static Catalog readAgain(Connection connection, Rules rules, Catalog known) throws SQLException {
        return new CatalogReader(connection, rules, known.declarations().path()).again(known);
    }

    private SchemaCheck check() throws SQLException {
        List<RulesProblem> problems = new ArrayList<>();
        for (TableRules table : Declarations.wanted(rules)) {
            List<CatalogQueries.Relation> found = standingFor(table);
            if (found.isEmpty() && table.onMissing() == OnMissing.FAIL) {
                problems.add(
                        new RulesProblem(table.location(), SchemaWording.noTable(table.name(), queries.tableNames())));
            }
            for (CatalogQueries.Relation relation : found) {
                TableRules other = roots.get(root(relation));
                if (other == null) {
                    roots.put(root(relation), table);
                    tables.addAll(new TableReader(connection, table, rules.placeholders(), problems).read(relation));
                } else if (!table.name().isPattern()) {
                    problems.add(new RulesProblem(
                            table.location(), SchemaWording.declaredTwice(relation.name(), other.location())));
                }
            }
        }
        problems.addAll(new DeclaredFunctions(rules.functions(), new ReachQueries(connection)).problems(queries, path));
        return new SchemaCheck(catalog(), problems);
    }

    private Catalog again(Catalog known) throws SQLException {
        for (TableRules table : Declarations.wanted(rules)) {
            for (CatalogQueries.Relation relation : standingFor(table)) {
                readAgain(table, relation, known);
            }
        }
        for (Map.Entry<Root, TableRules> before : known.declarations().roots().entrySet()) {
            CatalogQueries.Relation relation = queries.relation(before.getKey().oid());
            if (relation != null) {
                readAgain(before.getValue(), relation, known);
            }
        }
        return catalog();
    }

    private List<CatalogQueries.Relation> standingFor(TableRules table) throws SQLException {
        if (table.name().isPattern()) {
            return queries.matching(table.name());
        }
        CatalogQueries.Relation relation = queries.relation(table.name(), path);
        return relation == null ? List.of() : List.of(relation);
    }

    private void readAgain(TableRules table, CatalogQueries.Relation relation, Catalog known) throws SQLException {
        if (roots.putIfAbsent(root(relation), table) != null) {
            return;
        }
        List<RulesProblem> problems = new ArrayList<>();
        List<GuardedTable> family = new TableReader(connection, table, rules.placeholders(), problems)
                .withoutWhatIsDropped(known)
                .read(relation);
        if (problems.isEmpty()) {
            tables.addAll(family);
            return;
        }
        List<GuardedTable> knownFamily = known.family(relation.oid());
        tables.addAll(knownFamily);
        if (knownFamily.isEmpty()) {
            unfit.put(relation.oid(), text(problems));
        }
    }

    private Catalog catalog() throws SQLException {
        Declarations declarations = new Declarations(Declarations.wanted(rules), path, roots, unfit);
        return new Catalog(tables, ReachReader.read(connection, tables, rules.functions()), declarations);
    }

    private static Root root(CatalogQueries.Relation relation) {
        return new Root(relation.oid(), relation.name());
    }

    private static String text(List<RulesProblem> problems) {
        return problems.stream().map(RulesProblem::toString).collect(Collectors.joining("\n"));
    }
}
