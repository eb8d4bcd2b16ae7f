package io.writeguard.driver.session;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Reach;
import io.writeguard.rules.StaleClear;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import java.util.Collections;

/** Queries that write nothing, and that no later verdict goes by. */
final class PlainReads {

    private PlainReads() {}

    /** Whether the statement is one, as far as this catalog goes. */
    static boolean in(StatementReading reading, Catalog catalog) {
        return reading.readable()
                && reading.kind() == StatementKind.QUERY
                && reading.writes().isEmpty()
                && reading.changes().isEmpty()
                && !callsReaching(reading, catalog.reach())
                && catalog.tables().stream().noneMatch(table -> isRemembered(reading, table));
    }

    private static boolean callsReaching(StatementReading reading, Reach reach) {
        return reach.isRunBy(reading) || !Collections.disjoint(reading.identifiers(), reach.functions());
    }

    /** With {@code stale-clear}, whoever has read a row may clear it. */
    private static boolean isRemembered(StatementReading reading, GuardedTable table) {
        return table.rules().staleClear().mode() != StaleClear.Mode.OFF
                && reading.identifiers().contains(table.name().name());
    }
}
