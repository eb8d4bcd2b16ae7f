package io.writeguard.driver.schema;

import io.writeguard.driver.schema.ReachQueries.Function;
import io.writeguard.rules.FunctionRules;
import io.writeguard.rules.FunctionRules.Reached;
import io.writeguard.rules.OnMissing;
import io.writeguard.rules.RulesProblem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the rules file says of functions, whose bodies do not tell which tables they write. */
final class DeclaredFunctions {

    private final List<FunctionRules> declared;
    private final ReachQueries queries;

    DeclaredFunctions(List<FunctionRules> declared, ReachQueries queries) {
        this.declared = declared;
        this.queries = queries;
    }

    /** The functions with what is declared of them written into their bodies. */
    List<Function> in(List<Function> bodies) throws SQLException {
        List<Function> functions = new ArrayList<>(bodies);
        for (FunctionRules rules : declared) {
            String writes = " DELETE "
                    + rules.reaches().stream()
                            .map(reached -> Identifiers.quoted(reached.table().name()))
                            .collect(Collectors.joining(", "));
            functions.replaceAll(function -> function.name().equals(rules.name())
                    ? new Function(function.oid(), function.name(), function.procedure(), function.body() + writes)
                    : function);
            for (long oid : queries.functionsNamed(rules)) {
                functions.add(new Function(oid, rules.name(), false, writes));
            }
        }
        return functions;
    }

    /** What is declared of functions or tables that do not exist. */
    List<RulesProblem> problems(CatalogQueries tables, SearchPath path) throws SQLException {
        List<RulesProblem> problems = new ArrayList<>();
        for (FunctionRules rules : declared) {
            if (rules.onMissing() == OnMissing.WAIT) {
                continue;
            }
            if (queries.functionsNamed(rules).isEmpty()) {
                problems.add(
                        new RulesProblem(rules.location(), SchemaWording.noFunction(rules, queries.functionNames())));
            }
            for (Reached reached : rules.reaches()) {
                boolean exists = reached.table().isPattern()
                        ? !tables.matching(reached.table()).isEmpty()
                        : tables.relation(reached.table(), path) != null;
                if (!exists) {
                    problems.add(new RulesProblem(
                            reached.location(), SchemaWording.noTable(reached.table(), tables.tableNames())));
                }
            }
        }
        return problems;
    }
}
