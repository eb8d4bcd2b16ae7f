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
     * What was found out by one catalog.
     *
     * @param names of the catalog, which itself may go
     */
    private record Answer(Set<String> names, boolean yes) {

        static final Answer NONE = new Answer(null, false);

        boolean isBy(Catalog catalog) {
            return names == catalog.baseNames();
        }
    }

    private volatile List<StatementReading> outline;
    private volatile List<StatementReading> readings;
    private volatile Answer concerns = Answer.NONE;
    private volatile Answer onlyReads = Answer.NONE;

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
        Answer known = concerns;
        if (!known.isBy(catalog)) {
            Set<String> names = catalog.baseNames();
            known = new Answer(names, namesAny(names) || outline.stream().anyMatch(ReadShape::runsOrIsFollowed));
            concerns = known;
        }
        return known.yes();
    }

    /**
     * Whether it does no more than read, which matters to no verdict; as {@link #concerns}.
     *
     * @param text any of this shape
     */
    boolean onlyReads(LexedSql text, Catalog catalog) {
        Answer known = onlyReads;
        if (!known.isBy(catalog)) {
            boolean only = outline.stream().noneMatch(ReadShape::followed)
                    && readings(text).stream().allMatch(statement -> PlainReads.in(statement, catalog));
            known = new Answer(catalog.baseNames(), only);
            onlyReads = known;
        }
        return known.yes();
    }

    boolean namesAny(Set<String> tables) {
        return outline.stream().anyMatch(reading -> !Collections.disjoint(reading.identifiers(), tables));
    }

    /** What FETCH runs does not stand in its text. */
    private static boolean runsOrIsFollowed(StatementReading reading) {
        return reading.kind() == StatementKind.CURSOR || followed(reading);
    }

    /** Whether the guard has to follow the statement, whatever tables it names. */
    static boolean followed(StatementReading reading) {
        return FOLLOWED.contains(reading.kind()) || reading.identifiers().contains(SEARCH_PATH_FUNCTION);
    }
}
