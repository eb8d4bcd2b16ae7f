package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.RelationName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How writes of other relations, and calls of functions, come to guarded tables. Immutable.
 *
 * @param names every relation from which a guarded table is reached
 * @param cascades by the table that is deleted from
 * @param truncations by the table that is truncated with CASCADE: the guarded tables that are truncated with it
 * @param hidden by the relation that is written
 * @param replaced by the relation that is written: what a trigger or rule of its own may turn into another write, or none
 * @param functions names, without schema, of functions and procedures that may write a guarded table
 * @param transactional those of them that may end transactions
 * @param runningViews names, without schema, of what calls one of the functions whenever it is read or used: views, relations
 *     with a policy, operators, types that something is cast to, functions of a row
 * @param deferredTriggers names for SET CONSTRAINTS of triggers that reach one at the end of the transaction
 */
public record Reach(
        Map<TableName, Long> names,
        Map<Long, List<CascadePath>> cascades,
        Map<Long, Set<GuardedTable>> truncations,
        Map<Long, Set<HiddenRoute>> hidden,
        Map<Long, Set<HiddenRoute>> replaced,
        Set<String> functions,
        Set<String> transactional,
        Set<String> runningViews,
        Set<String> deferredTriggers) {

    public static final Reach NONE =
            new Reach(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Reach {
        names = Map.copyOf(names);
        cascades = Map.copyOf(cascades);
        truncations = Map.copyOf(truncations);
        hidden = Map.copyOf(hidden);
        replaced = Map.copyOf(replaced);
        functions = Set.copyOf(functions);
        transactional = Set.copyOf(transactional);
        runningViews = Set.copyOf(runningViews);
        deferredTriggers = Set.copyOf(deferredTriggers);
    }

    /** Whether the statement calls a function that may write a guarded table, or reads a view that does. */
    public boolean isRunBy(StatementReading reading) {
        return reading.functions().stream().map(RelationName::name).anyMatch(functions::contains)
                || !Collections.disjoint(reading.identifiers(), runningViews);
    }

    /** Whether a write of the relation takes a route to a guarded table that only running it shows. */
    public boolean isHidden(long relation, WriteEvent event, Set<String> columns) {
        return hidden.getOrDefault(relation, Set.of()).stream().anyMatch(route -> route.takes(event, columns));
    }

    /** Whether a trigger or rule of the relation may turn the write into another one, or none. */
    public boolean isReplaced(long relation, WriteEvent event, Set<String> columns) {
        return replaced.getOrDefault(relation, Set.of()).stream().anyMatch(route -> route.takes(event, columns));
    }
}
