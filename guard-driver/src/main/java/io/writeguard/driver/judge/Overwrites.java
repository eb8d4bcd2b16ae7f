package io.writeguard.driver.judge;

import io.writeguard.driver.row.RowIdentity;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.rules.SecretColumn.OnRepeat;
import io.writeguard.rules.check.SecretValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Live secrets that one statement replaces by other good values. One row is a rotation. Many are an invalidation, unless
 * the application supplied a value of its own for each of them.
 */
final class Overwrites {

    private final GuardedColumn secret;
    private final SuppliedValues supplied;
    private final List<RowIdentity> rotations = new ArrayList<>();
    private final Set<List<String>> values = new HashSet<>();
    private boolean doubtful;
    private boolean invalidating;

    Overwrites(GuardedColumn secret, SuppliedValues supplied) {
        this.secret = secret;
        this.supplied = supplied;
    }

    /** Takes the next row; returns the rows that turn out to be invalidated, which may include earlier ones. */
    List<RowIdentity> add(RowIdentity row, SecretValue value) {
        boolean different = values.add(ValueTexts.of(value)) || secret.rules().onRepeat() == OnRepeat.ALLOW;
        doubtful |= !different || !(secret.isMember() ? supplied.containWithin(value) : supplied.contain(value));
        if (invalidating) {
            return List.of(row);
        }
        rotations.add(row);
        if (!doubtful || rotations.size() < 2) {
            return List.of();
        }
        invalidating = true;
        return rotations;
    }

    /** Whether the statement invalidates what it overwrites. */
    boolean invalidate() {
        return invalidating;
    }
}
