package io.writeguard.driver.schema;

import io.writeguard.rules.FunctionRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds out from the catalog by which other relations and functions guarded tables are reached. */
final class ReachReader {

    private final Collection<GuardedTable> tables;
    private final ReachedRelations relations;
    private final ReachedFunctions functions;
    private final List<ReachQueries.Inheritance> inheritance;
    private final List<ReachQueries.Trigger> triggers;

    private ReachReader(Collection<GuardedTable> tables, ReachQueries queries) throws SQLException {
        this.tables = tables;
        this.relations = new ReachedRelations(tables);
        this.functions = new ReachedFunctions(relations);
        this.inheritance = queries.inheritance();
        this.triggers = queries.triggers();
    }

    /** @param declared what the rules file says of functions */
    static Reach read(Connection connection, Collection<GuardedTable> tables, List<FunctionRules> declared)
            throws SQLException {
        ReachQueries queries = new ReachQueries(connection);
        List<ReachQueries.Function> functions = new DeclaredFunctions(declared, queries).in(queries.functions());
        return new ReachReader(tables, queries).read(queries, functions);
    }

    private Reach read(ReachQueries queries, List<ReachQueries.Function> bodies) throws SQLException {
        List<ForeignKey> keys = queries.foreignKeys();
        Descendants descendants = new Descendants(inheritance);
        ForeignKeyReach foreignKeys = new ForeignKeyReach(tables, keys);
        KeyRoutes keyRoutes = new KeyRoutes(relations, keys, descendants, tables);
        for (ForeignKey key : keys) {
            if (foreignKeys.reaches(key.parent())) {
                relations.name(key.parentRelation());
                keyRoutes.hideRelativesOf(key);
            }
        }
        for (ForeignKey key : foreignKeys.hidden()) {
            relations.hide(key.parentRelation(), WriteEvent.DELETE, Set.of());
        }
        new GeneratedColumns(tables, relations).hideSources(queries.generatedColumns());
        undeclaredParents();
        followDefinitions(queries, bodies, keyRoutes);
        return new Reach(
                relations.names(),
                foreignKeys.cascades(),
                foreignKeys.truncations(),
                relations.hidden(),
                relations.replaced(),
                functions.names(),
                functions.transactional(),
                functions.runningViews(),
                deferredTriggers());
    }

    /** A write of a parent that the rules file does not name reaches its guarded children. */
    private void undeclaredParents() {
        Set<Long> guarded = new HashSet<>();
        tables.forEach(table -> guarded.add(table.oid()));
        for (ReachQueries.Inheritance link : inheritance) {
            if (guarded.contains(link.child().oid())
                    && !guarded.contains(link.parent().oid())) {
                relations.hide(link.parent(), Set.of(WriteEvent.values()));
            }
        }
    }

    /** Goes on until nothing new is reached: views over views, triggers whose functions write other tables with triggers. */
    private void followDefinitions(ReachQueries queries, List<ReachQueries.Function> bodies, KeyRoutes keyRoutes)
            throws SQLException {
        List<ReachQueries.Defined> views = queries.views();
        List<ReachQueries.Defined> rules = queries.rules();
        List<ReachQueries.Defined> expressions = queries.expressions();
        List<ReachQueries.Domain> domains = queries.domains();
        List<ReachQueries.Defined> policies = queries.policies();
        List<ReachQueries.Caller> callers = queries.callers();
        List<ReachQueries.Assigned> assigned = queries.castColumns();
        boolean found = true;
        while (found) {
            found = false;
            for (ReachQueries.Defined view : views) {
                found |= followDefinition(view);
                found |= functions.followView(view);
            }
            for (ReachQueries.Defined rule : rules) {
                found |= followDefinition(rule);
                if (BodyWords.in(rule.definition()).contains("instead")) {
                    rule.events().forEach(event -> relations.replace(rule.relation(), event, Set.of()));
                }
            }
            for (ReachQueries.Defined expression : expressions) {
                found |= functions.calledIn(BodyWords.in(expression.definition()))
                        && relations.hide(expression.relation(), expression.events());
            }
            for (ReachQueries.Domain domain : domains) {
                found |= functions.followDomain(domain);
            }
            for (ReachQueries.Defined policy : policies) {
                found |= functions.followView(policy);
                found |= functions.calledIn(BodyWords.in(policy.definition()))
                        && relations.hide(policy.relation(), policy.events());
            }
            for (ReachQueries.Caller caller : callers) {
                found |= functions.followCaller(caller);
            }
            for (ReachQueries.Assigned column : assigned) {
                found |= functions.contains(column.function())
                        && relations.hide(column.relation(), Set.of(WriteEvent.INSERT, WriteEvent.UPDATE));
            }
            for (ReachQueries.Function function : bodies) {
                found |= functions.follow(function);
            }
            for (ReachQueries.Trigger trigger : triggers) {
                found |= followTrigger(trigger);
            }
            found |= functions.followTexts();
            found |= followChildren();
            found |= keyRoutes.follow();
        }
    }

    private boolean followDefinition(ReachQueries.Defined defined) {
        Set<String> words = BodyWords.in(defined.definition());
        boolean reaches = relations.mentionedIn(words) || functions.calledIn(words);
        return reaches && relations.hide(defined.relation(), defined.events());
    }

    private boolean followTrigger(ReachQueries.Trigger trigger) {
        if (!functions.contains(trigger.function()) && !TriggerEffect.mayChangeSecrets(trigger, tables)) {
            return false;
        }
        boolean found = false;
        for (WriteEvent event : trigger.events()) {
            found |= relations.hide(trigger.relation(), event, trigger.columns());
            if (trigger.beforeRow()) {
                relations.replace(trigger.relation(), event, trigger.columns());
            }
        }
        return found;
    }

    /** A write of a parent fires the row triggers of its partitions and children. */
    private boolean followChildren() {
        boolean found = false;
        for (ReachQueries.Inheritance link : inheritance) {
            for (HiddenRoute route : Set.copyOf(relations.routes(link.child().oid()))) {
                found |= relations.hide(link.parent(), route.event(), route.columns());
            }
        }
        return found;
    }

    private Set<String> deferredTriggers() {
        Set<String> names = new TreeSet<>();
        for (ReachQueries.Trigger trigger : triggers) {
            if (trigger.deferred() != null && functions.contains(trigger.function())) {
                names.add(trigger.deferred());
            }
        }
        return names;
    }
}
