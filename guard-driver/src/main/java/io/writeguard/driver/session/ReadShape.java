package io.writeguard.driver.session;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What all texts of one shape do. Thread-safe. */
final class ReadShape {

    /** Kinds that change the transaction, or what names stand for. */
    private static final Set<StatementKind> FOLLOWED = EnumSet.of(
            StatementKind.BEGIN,
            StatementKind.COMMIT,
            StatementKind.ROLLBACK,
            StatementKind.SAVEPOINT,
            StatementKind.RELEASE,
            StatementKind.ROLLBACK_TO,
            StatementKind.PREPARE_TRANSACTION,
            StatementKind.END_PREPARED,
            StatementKind.SETTING,
            StatementKind.ROUTINE,
            StatementKind.EXECUTE,
            StatementKind.DDL);

    private static final String SEARCH_PATH_FUNCTION = "set_config";

    /**
     * Whether it concerns the guard.
     *
     * @param names of a catalog; the catalog itself may go
     */
    private record Concern(Set<String> names, boolean concerned) {}

    private final List<StatementReading> readings;
    private volatile Concern concern = new Concern(null, true);

    ReadShape(List<StatementReading> readings) {
        this.readings = readings;
    }

    List<StatementReading> readings() {
        return readings;
    }

    int retainedBytes() {
        return readings.stream().mapToInt(StatementReading::retainedBytes).sum();
    }

    /** Whether the guard has to judge or to follow it; found out once for each catalog. */
    boolean concerns(Catalog catalog) {
        Set<String> names = catalog.baseNames();
        Concern known = concern;
        if (known.names() != names) {
            known = new Concern(names, namesAny(names) || readings.stream().anyMatch(ReadShape::followed));
            concern = known;
        }
        return known.concerned();
    }

    boolean namesAny(Set<String> tables) {
        return readings.stream().anyMatch(reading -> !Collections.disjoint(reading.identifiers(), tables));
    }

    /** Whether the guard has to follow the statement, whatever tables it names. */
    static boolean followed(StatementReading reading) {
        return FOLLOWED.contains(reading.kind()) || reading.identifiers().contains(SEARCH_PATH_FUNCTION);
    }
}
