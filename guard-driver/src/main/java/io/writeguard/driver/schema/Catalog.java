package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every guarded table of one database. Immutable. */
public final class Catalog {

    private final Map<Long, GuardedTable> byOid = new HashMap<>();
    private final Map<TableName, GuardedTable> byName = new HashMap<>();
    private final Set<String> baseNames;

    Catalog(List<GuardedTable> tables) {
        for (GuardedTable table : tables) {
            boolean declaredItself = table.oid() == table.counted().oid();
            if (declaredItself || !byOid.containsKey(table.oid())) {
                byOid.put(table.oid(), table);
                byName.put(table.name(), table);
            }
        }
        baseNames = tables.stream().map(table -> table.name().name()).collect(Collectors.toUnmodifiableSet());
    }

    public Collection<GuardedTable> tables() {
        return byOid.values();
    }

    /** Names without schema: a statement that contains none of them names no guarded table. */
    public Set<String> baseNames() {
        return baseNames;
    }

    GuardedTable byOid(long oid) {
        return byOid.get(oid);
    }

    GuardedTable byName(TableName name) {
        return byName.get(name);
    }
}
