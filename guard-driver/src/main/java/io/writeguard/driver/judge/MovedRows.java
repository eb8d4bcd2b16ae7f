package io.writeguard.driver.judge;

import io.writeguard.driver.schema.Counted;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Tables in which one statement puts back what it takes out, as {@code WITH moved AS (DELETE … RETURNING *) INSERT … SELECT}
 * does from one partition to another: neither of the two writes tells what is lost, only both together.
 */
final class MovedRows {

    private MovedRows() {}

    /** The tables whose limits such rows fall under. */
    static Set<Counted> in(StatementReading reading, NameResolver names) throws SQLException {
        if (reading.writes().size() < 2) {
            return Set.of();
        }
        Set<Counted> taken = new HashSet<>();
        Set<Counted> given = new HashSet<>();
        for (Write write : reading.writes()) {
            if (write.operation() == Operation.DELETE) {
                names.resolve(write.target()).ifPresent(table -> taken.add(table.counted()));
            } else if (write.operation() == Operation.INSERT && write.query() != null) {
                names.resolve(write.target()).ifPresent(table -> given.add(table.counted()));
            }
        }
        taken.retainAll(given);
        return taken;
    }
}
