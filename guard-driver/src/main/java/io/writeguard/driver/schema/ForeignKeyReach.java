package io.writeguard.driver.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows foreign keys from guarded tables up to every table whose DELETE or TRUNCATE takes rows of them away. */
final class ForeignKeyReach {

    private final Map<Long, List<CascadePath>> cascades = new HashMap<>();
    private final Map<Long, Set<GuardedTable>> truncations = new HashMap<>();
    /** Tables whose DELETE reaches a guarded one on a way that no path describes. */
    private final Set<ForeignKey> hidden = new LinkedHashSet<>();

    private final Map<Long, List<ForeignKey>> byChild = new HashMap<>();

    ForeignKeyReach(Iterable<GuardedTable> tables, List<ForeignKey> keys) {
        keys.forEach(key ->
                byChild.computeIfAbsent(key.child(), child -> new ArrayList<>()).add(key));
        for (GuardedTable table : tables) {
            climb(table, table.oid(), new ArrayDeque<>(), new HashSet<>(Set.of(table.oid())));
            truncatedWith(table, table.oid(), new HashSet<>(Set.of(table.oid())));
        }
    }

    Map<Long, List<CascadePath>> cascades() {
        return cascades;
    }

    Map<Long, Set<GuardedTable>> truncations() {
        return truncations;
    }

    /** Whether a DELETE or TRUNCATE of the table takes rows of a guarded one with it. */
    boolean reaches(long parent) {
        return cascades.containsKey(parent) || truncations.containsKey(parent);
    }

    Set<ForeignKey> hidden() {
        return hidden;
    }

    private void climb(GuardedTable guarded, long child, Deque<ForeignKey> path, Set<Long> onPath) {
        for (ForeignKey key : byChild.getOrDefault(child, List.of())) {
            if (!key.deletes()) {
                continue;
            }
            if (!onPath.add(key.parent())) {
                hidden.add(key);
                continue;
            }
            path.push(key);
            cascades.computeIfAbsent(key.parent(), parent -> new ArrayList<>())
                    .add(new CascadePath(guarded, List.copyOf(path)));
            climb(guarded, key.parent(), path, onPath);
            path.pop();
            onPath.remove(key.parent());
        }
    }

    /** TRUNCATE … CASCADE takes every referencing table, whatever the key's action (manual, TRUNCATE). */
    private void truncatedWith(GuardedTable guarded, long child, Set<Long> seen) {
        for (ForeignKey key : byChild.getOrDefault(child, List.of())) {
            if (seen.add(key.parent())) {
                truncations
                        .computeIfAbsent(key.parent(), parent -> new LinkedHashSet<>())
                        .add(guarded);
                truncatedWith(guarded, key.parent(), seen);
            }
        }
    }
}
