package io.writeguard.driver.session;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.rules.plan.SqlReader;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What all texts of one shape do. They are read twice only where somebody wants to know more than whether they concern the
 * guard. Thread-safe.
 */
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

    /** Whether it does no more than read; names as in {@link Concern}. */
    private record Reading(Set<String> names, boolean only) {}

    private volatile List<StatementReading> outline;
    private volatile List<StatementReading> readings;
    private volatile Concern concern = new Concern(null, true);
    private volatile Reading reading = new Reading(null, false);

    private ReadShape(List<StatementReading> outline) {
        this.outline = outline;
    }

    static ReadShape of(LexedSql text) {
        return new ReadShape(SqlReader.outline(text));
    }

    /**
     * @param text any of this shape
     */
    List<StatementReading> readings(LexedSql text) {
        List<StatementReading> known = readings;
        if (known == null) {
            known = SqlReader.read(text);
            readings = known;
            outline = known;
        }
        return known;
    }

    int retainedBytes() {
        return outline.stream().mapToInt(StatementReading::retainedBytes).sum();
    }

    /** Whether the guard has to judge or to follow it; found out once for each catalog. */
    boolean concerns(Catalog catalog) {
        Set<String> names = catalog.baseNames();
        Concern known = concern;
        if (known.names() != names) {
            known = new Concern(names, namesAny(names) || outline.stream().anyMatch(ReadShape::followed));
            concern = known;
        }
        return known.concerned();
    }

    /**
     * Whether it does no more than read, which matters to no verdict; as {@link #concerns}.
     *
     * @param text any of this shape
     */
    boolean onlyReads(LexedSql text, Catalog catalog) {
        Set<String> names = catalog.baseNames();
        Reading known = reading;
        if (known.names() != names) {
            boolean only = outline.stream().noneMatch(ReadShape::followed)
                    && readings(text).stream().allMatch(statement -> PlainReads.in(statement, catalog));
            known = new Reading(names, only);
            reading = known;
        }
        return known.only();
    }

    boolean namesAny(Set<String> tables) {
        return outline.stream().anyMatch(reading -> !Collections.disjoint(reading.identifiers(), tables));
    }

    /** Whether the guard has to follow the statement, whatever tables it names. */
    static boolean followed(StatementReading reading) {
        return FOLLOWED.contains(reading.kind()) || reading.identifiers().contains(SEARCH_PATH_FUNCTION);
    }
}
