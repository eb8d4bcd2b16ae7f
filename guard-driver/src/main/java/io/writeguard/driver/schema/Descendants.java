package io.writeguard.driver.schema;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Partitions and inheritance children of every table, at any depth. */
final class Descendants {

    private final Map<Long, Set<Relation>> children = new HashMap<>();
    private final Map<Long, Set<Relation>> parents = new HashMap<>();

    Descendants(List<ReachQueries.Inheritance> links) {
        for (ReachQueries.Inheritance link : links) {
            children.computeIfAbsent(link.parent().oid(), oid -> new LinkedHashSet<>())
                    .add(link.child());
            parents.computeIfAbsent(link.child().oid(), oid -> new LinkedHashSet<>())
                    .add(link.parent());
        }
    }

    Set<Relation> of(long relation) {
        Set<Relation> found = new LinkedHashSet<>();
        collect(children, relation, found);
        return found;
    }

    Set<Relation> ancestorsOf(long relation) {
        Set<Relation> found = new LinkedHashSet<>();
        collect(parents, relation, found);
        return found;
    }

    private static void collect(Map<Long, Set<Relation>> links, long relation, Set<Relation> found) {
        for (Relation next : links.getOrDefault(relation, Set.of())) {
            if (found.add(next)) {
                collect(links, next.oid(), found);
            }
        }
    }
}
