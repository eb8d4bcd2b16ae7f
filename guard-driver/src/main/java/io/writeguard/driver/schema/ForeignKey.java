package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import java.util.List;

/**
 * A foreign key.
 *
 * @param action what a DELETE of the parent row does to the child row, as {@code pg_constraint.confdeltype} has it
 * @param updateAction what an UPDATE of the parent row's key does to it, as {@code pg_constraint.confupdtype} has it
 * @param parentLockable whether the role may lock the parent's rows, see {@link GuardedTable#lockable}
 */
public record ForeignKey(
        long child,
        TableName childName,
        List<String> childColumns,
        long parent,
        TableName parentName,
        List<String> parentColumns,
        char action,
        char updateAction,
        boolean parentLockable) {

    public ForeignKey {
        childColumns = List.copyOf(childColumns);
        parentColumns = List.copyOf(parentColumns);
    }

    boolean deletes() {
        return action == 'c';
    }

    /** ON DELETE SET NULL or SET DEFAULT. */
    boolean rewrites() {
        return action == 'n' || action == 'd';
    }

    /** ON UPDATE CASCADE, SET NULL or SET DEFAULT. */
    boolean rewritesOnUpdate() {
        return updateAction == 'c' || updateAction == 'n' || updateAction == 'd';
    }

    Relation parentRelation() {
        return new Relation(parent, parentName);
    }
}
