package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The relations from which a guarded table is reached, as far as they have been found. */
final class ReachedRelations {

    private final Map<TableName, Long> names = new HashMap<>();
    private final Map<Long, Set<HiddenRoute>> hidden = new HashMap<>();
    private final Map<Long, Set<HiddenRoute>> replaced = new HashMap<>();
    /** Names of relations whose mention means that a guarded table may be reached, guarded ones among them. */
    private final Set<String> words = new HashSet<>();

    ReachedRelations(Collection<GuardedTable> tables) {
        tables.forEach(table -> words.add(table.name().name()));
    }

    Map<TableName, Long> names() {
        return names;
    }

    Map<Long, Set<HiddenRoute>> hidden() {
        return hidden;
    }

    Map<Long, Set<HiddenRoute>> replaced() {
        return replaced;
    }

    /** Such a write of the relation may become another one, or none. */
    void replace(Relation relation, WriteEvent event, Collection<String> columns) {
        HiddenRoute route = new HiddenRoute(event, event == WriteEvent.UPDATE ? Set.copyOf(columns) : Set.of());
        replaced.computeIfAbsent(relation.oid(), oid -> new HashSet<>()).add(route);
    }

    Set<HiddenRoute> routes(long relation) {
        return hidden.getOrDefault(relation, Set.of());
    }

    /** Whether such a write of the relation has to be measured, as far as is known. */
    boolean isHidden(long relation, WriteEvent event, Collection<String> columns) {
        return routes(relation).stream().anyMatch(route -> route.takes(event, columns));
    }

    boolean mentionedIn(Set<String> body) {
        return !Collections.disjoint(words, body);
    }

    void name(Relation relation) {
        names.put(relation.name(), relation.oid());
        words.add(relation.name().name());
    }

    /**
     * @param columns of {@code UPDATE OF}; empty for any
     * @return whether that is new
     */
    boolean hide(Relation relation, WriteEvent event, Collection<String> columns) {
        name(relation);
        HiddenRoute route = new HiddenRoute(event, event == WriteEvent.UPDATE ? Set.copyOf(columns) : Set.of());
        return hidden.computeIfAbsent(relation.oid(), oid -> new HashSet<>()).add(route);
    }

    boolean hide(Relation relation, Collection<WriteEvent> events) {
        boolean found = false;
        for (WriteEvent event : events) {
            found |= hide(relation, event, Set.of());
        }
        return found;
    }
}
