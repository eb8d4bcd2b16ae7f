package io.writeguard.driver.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows the actions of foreign keys to tables whose writes have to be measured, and the keys of partitioned parents. */
final class KeyRoutes {

    private final ReachedRelations relations;
    private final List<ForeignKey> keys;
    private final Descendants descendants;
    private final Map<Long, GuardedTable> guarded = new HashMap<>();

    KeyRoutes(
            ReachedRelations relations,
            List<ForeignKey> keys,
            Descendants descendants,
            Collection<GuardedTable> tables) {
        this.relations = relations;
        this.keys = keys;
        this.descendants = descendants;
        tables.forEach(table -> guarded.put(table.oid(), table));
    }

    /** Returns whether something new was found. */
    boolean follow() {
        boolean found = false;
        for (ForeignKey key : keys) {
            if (key.deletes() && relations.isHidden(key.child(), WriteEvent.DELETE, Set.of())) {
                found |= hide(key, WriteEvent.DELETE);
            }
            if (key.rewrites() && rewriteMatters(key)) {
                found |= hide(key, WriteEvent.DELETE);
            }
            if (key.rewritesOnUpdate() && rewriteMatters(key)) {
                found |= hide(key, WriteEvent.UPDATE);
            }
            if (relations.isHidden(key.child(), WriteEvent.TRUNCATE, Set.of())) {
                found |= hide(key, WriteEvent.TRUNCATE);
            }
        }
        return found;
    }

    /** A partition of a parent, and a table of which the parent is a partition. */
    void hideRelativesOf(ForeignKey key) {
        for (Relation relative : descendants.of(key.parent())) {
            relations.hide(relative, WriteEvent.DELETE, Set.of());
            relations.hide(relative, WriteEvent.TRUNCATE, Set.of());
        }
        for (Relation relative : descendants.ancestorsOf(key.parent())) {
            relations.hide(relative, WriteEvent.DELETE, Set.of());
        }
    }

    private boolean hide(ForeignKey key, WriteEvent event) {
        boolean found = relations.hide(key.parentRelation(), event, key.parentColumns());
        for (Relation relative : descendants.of(key.parent())) {
            found |= relations.hide(relative, event, key.parentColumns());
        }
        return found;
    }

    private boolean rewriteMatters(ForeignKey key) {
        GuardedTable table = guarded.get(key.child());
        boolean secret = table != null
                && key.childColumns().stream()
                        .anyMatch(column -> !table.secretsIn(column).isEmpty() || table.decides(column));
        return secret || relations.isHidden(key.child(), WriteEvent.UPDATE, key.childColumns());
    }
}
