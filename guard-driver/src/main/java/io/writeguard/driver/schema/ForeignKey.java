package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;
import java.util.List;

/**
 * A foreign key.
 *
 * @param action what a DELETE of the parent row does to the child row, as {@code pg_constraint.confdeltype} has it
 */
public record ForeignKey(
        long child,
        TableName childName,
        List<String> childColumns,
        long parent,
        TableName parentName,
        List<String> parentColumns,
        char action) {

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
}
