package io.writeguard.driver.schema;

import io.writeguard.driver.schema.Declarations.Root;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.TableName;
import io.writeguard.rules.TableRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a new look at the names of the rules file has found that the last one had not, in words. */
public final class SchemaChanges {

    private final Catalog before;
    private final Catalog now;
    private final List<String> changes = new ArrayList<>();

    private SchemaChanges(Catalog before, Catalog now) {
        this.before = before;
        this.now = now;
    }

    public static List<String> between(Catalog before, Catalog now) {
        SchemaChanges found = new SchemaChanges(before, now);
        found.compare();
        return List.copyOf(found.changes);
    }

    private void compare() {
        Map<Long, TableName> names = new HashMap<>();
        before.declarations().roots().keySet().forEach(root -> names.put(root.oid(), root.name()));
        now.declarations().roots().forEach((root, rules) -> compare(root, rules, names.remove(root.oid())));
        names.values().forEach(gone -> changes.add(SchemaWording.gone(gone)));
    }

    /**
     * @param name as it was; null for a table that was not known
     */
    private void compare(Root root, TableRules rules, TableName name) {
        String unfit = now.declarations().unfit().get(root.oid());
        if (unfit != null) {
            if (!unfit.equals(before.declarations().unfit().get(root.oid()))) {
                changes.add(SchemaWording.unfit(root.name(), unfit));
            }
            return;
        }
        if (now.byOid(root.oid()) != null && before.byOid(root.oid()) == null) {
            changes.add(SchemaWording.guardedNow(rules.name(), root.name()));
        } else if (name != null && !name.equals(root.name())) {
            changes.add(SchemaWording.renamed(name, root.name()));
        }
        List<String> missing = missing(now.byOid(root.oid()), rules);
        if (!missing.isEmpty() && (name == null || !missing.equals(missing(before.byOid(root.oid()), rules)))) {
            changes.add(SchemaWording.columnsMissing(root.name(), missing));
        }
    }

    /** Secret columns of the rules file that the table does not have. */
    private static List<String> missing(GuardedTable table, TableRules rules) {
        return rules.secretColumns().stream()
                .map(SecretColumn::name)
                .distinct()
                .filter(name -> table == null || table.secretsIn(name).isEmpty())
                .toList();
    }
}
