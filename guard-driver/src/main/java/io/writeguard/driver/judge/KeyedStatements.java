package io.writeguard.driver.judge;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Operation;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Which statements write one row of a guarded table, by its key, and do nothing else. */
final class KeyedStatements {

    private final NameResolver names;

    KeyedStatements(NameResolver names) {
        this.names = names;
    }

    /** The table; empty where the statement does more than that, may do more, or returns rows. */
    Optional<GuardedTable> table(SubmittedStatement statement) throws SQLException {
        StatementReading reading = statement.reading();
        if (!reading.readable()
                || reading.kind() != StatementKind.WRITE
                || reading.writes().size() != 1) {
            return Optional.empty();
        }
        Write write = reading.writes().get(0);
        if (!isPlain(write) || returnsRows(statement)) {
            return Optional.empty();
        }
        Optional<GuardedTable> table = names.resolve(write.target());
        return table.isPresent() && NamedRows.provesOne(table.get(), write) && !setsOffMore(reading, write)
                ? table
                : Optional.empty();
    }

    private static boolean isPlain(Write write) {
        boolean known = write.operation() == Operation.UPDATE || write.operation() == Operation.DELETE;
        return known && write.from() == null && write.with().isEmpty() && !write.currentOf();
    }

    private boolean setsOffMore(StatementReading reading, Write write) throws SQLException {
        HiddenRoutes hidden = new HiddenRoutes(names);
        boolean cascades = write.operation() == Operation.DELETE
                && !names.catalog()
                        .reach()
                        .cascades()
                        .getOrDefault(names.oid(write.target()), List.of())
                        .isEmpty();
        return cascades || hidden.callsReaching(reading) || hidden.writeReaches(write);
    }

    private static boolean returnsRows(SubmittedStatement statement) {
        return statement.sql().hasKeyword(statement.reading().span(), "returning");
    }
}
