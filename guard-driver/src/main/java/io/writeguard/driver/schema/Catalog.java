package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every guarded table of one database. Immutable. */
public final class Catalog {

    private final Map<Long, GuardedTable> byOid = new HashMap<>();
    private final Map<TableName, GuardedTable> byName = new HashMap<>();
    private final Map<TableName, Long> declared = new HashMap<>();
    private final Set<String> baseNames;
    private final Reach reach;
    private final Declarations declarations;

    Catalog(List<GuardedTable> tables, Reach reach, Declarations declarations) {
        this.reach = reach;
        this.declarations = declarations;
        declarations.roots().keySet().forEach(root -> declared.put(root.name(), root.oid()));
        for (GuardedTable table : tables) {
            boolean declaredItself = table.oid() == table.counted().oid();
            if (declaredItself || !byOid.containsKey(table.oid())) {
                byOid.put(table.oid(), table);
                byName.put(table.name(), table);
            }
        }
        Set<String> names = new HashSet<>(reach.functions());
        names.addAll(declarations.names());
        tables.forEach(table -> names.add(table.name().name()));
        names.addAll(reach.runningViews());
        reach.names().keySet().forEach(name -> names.add(name.name()));
        baseNames = Set.copyOf(names);
    }

    public Collection<GuardedTable> tables() {
        return byOid.values();
    }

    /**
     * Names without schema of guarded tables, whether they exist yet or not, of relations and of functions from which one is reached: a statement that
     * contains none of them does nothing to a guarded table.
     */
    public Set<String> baseNames() {
        return baseNames;
    }

    public Reach reach() {
        return reach;
    }

    Declarations declarations() {
        return declarations;
    }

    /** The relation of that real name, as far as it is declared, guarded or in reach; 0 where it is none of these. */
    long oid(TableName name) {
        GuardedTable table = byName.get(name);
        if (table != null) {
            return table.oid();
        }
        Long root = declared.get(name);
        return root != null ? root : reach.names().getOrDefault(name, 0L);
    }

    GuardedTable byOid(long oid) {
        return byOid.get(oid);
    }

    /** A table that a name of the rules file stands for, and its partitions and children. */
    List<GuardedTable> family(long root) {
        return byOid.values().stream()
                .filter(table -> table.counted().oid() == root)
                .toList();
    }

    GuardedTable byName(TableName name) {
        return byName.get(name);
    }
}
