package io.writeguard.driver.judge;

import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.plan.Assignment;
import io.writeguard.rules.plan.ValueSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which secrets an UPDATE reaches: those it assigns, and those of which {@code live-when} or {@code only-rows} may change its mind. */
final class ReachedSecrets {

    private ReachedSecrets() {}

    static List<SecretAssignment> of(GuardedTable table, List<Assignment> assignments) {
        boolean acceptanceMayChange = acceptanceMayChange(table, assignments);
        List<SecretAssignment> reached = new ArrayList<>();
        for (GuardedColumn secret : table.secrets()) {
            Assignment assignment = assignmentTo(secret.column().name(), assignments);
            boolean rewritten = assignment == null || keeps(assignment);
            if (!rewritten) {
                reached.add(new SecretAssignment(secret, assignment.value()));
            } else if (acceptanceMayChange || anyAssigned(secret.onlyRowsColumns(), assignments)) {
                reached.add(new SecretAssignment(secret, null));
            }
        }
        return reached;
    }

    /** Every secret of the table, by a write that takes its rows away or writes no secret itself. */
    static List<SecretAssignment> allOf(GuardedTable table) {
        return table.secrets().stream()
                .map(secret -> new SecretAssignment(secret, null))
                .toList();
    }

    static boolean acceptanceMayChange(GuardedTable table, List<Assignment> assignments) {
        return anyAssigned(table.liveWhenColumns(), assignments);
    }

    private static boolean anyAssigned(Set<String> columns, List<Assignment> assignments) {
        return columns.stream().anyMatch(column -> assignmentTo(column, assignments) != null);
    }

    private static Assignment assignmentTo(String column, List<Assignment> assignments) {
        for (Assignment assignment : assignments) {
            if (assignment.column().equals(column)) {
                if (assignment.partial()) {
                    throw new NotAskable("the database puts the new value of " + column + " together");
                }
                return assignment;
            }
        }
        return null;
    }

    private static boolean keeps(Assignment assignment) {
        return assignment.value() instanceof ValueSource.OwnColumn own
                && own.column().equals(assignment.column());
    }
}
