package io.writeguard.driver.judge;

import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * What was found out about texts that write one guarded table, so that it need not be found out again for other values: as
 * long as the catalog is the same, and the target's name stands for the same table. One thread at a time.
 */
final class Plans<P> {

    private static final int KEPT = 64;

    private final NameResolver names;
    private final Maker<P> maker;
    private final IdentityHashMap<StatementReading, Known<P>> plans = new IdentityHashMap<>();
    private Catalog catalog;

    /** Finds out about one text, which is a plain write of the table and sets off nothing else that reaches secrets. */
    @FunctionalInterface
    interface Maker<P> {
        /**
         * Null where there is no plan for it.
         *
         * @throws NotAskable to the same effect
         */
        P of(SubmittedStatement statement, Write write, GuardedTable table) throws SQLException;
    }

    private record Known<P>(long table, Optional<P> plan) {}

    Plans(NameResolver names, Maker<P> maker) {
        this.names = names;
        this.maker = maker;
    }

    /** Null where the statement is not one write of a guarded table, or there is no plan for it. */
    P of(SubmittedStatement statement) throws SQLException {
        StatementReading reading = statement.reading();
        if (reading.writes().size() != 1) {
            return null;
        }
        GuardedTable table = names.resolve(reading.writes().get(0).target()).orElse(null);
        if (table == null) {
            return null;
        }
        if (names.catalog() != catalog) {
            plans.clear();
            catalog = names.catalog();
        }
        Known<P> known = plans.get(reading);
        if (known == null || known.table() != table.oid()) {
            known = new Known<>(table.oid(), Optional.ofNullable(make(statement, table)));
            if (plans.size() >= KEPT) {
                plans.clear();
            }
            plans.put(reading, known);
        }
        return known.plan().orElse(null);
    }

    private P make(SubmittedStatement statement, GuardedTable table) throws SQLException {
        StatementReading reading = statement.reading();
        Write write = reading.writes().get(0);
        names.requireFit(write.target());
        try {
            return isPlain(reading, write) && !setsOffMore(reading, write, table)
                    ? maker.of(statement, write, table)
                    : null;
        } catch (NotAskable toBeLookedAt) {
            return null;
        }
    }

    private static boolean isPlain(StatementReading reading, Write write) {
        return reading.readable()
                && reading.kind() == StatementKind.WRITE
                && reading.changes().isEmpty()
                && write.with().isEmpty()
                && !write.currentOf();
    }

    private boolean setsOffMore(StatementReading reading, Write write, GuardedTable table) throws SQLException {
        HiddenRoutes hidden = new HiddenRoutes(names);
        return hidden.callsReaching(reading) || hidden.writeReaches(write) || hidden.mayBeReplaced(write, table);
    }
}
