package io.writeguard.driver.session;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A text with its reading. Thread-safe. */
final class ReadSql implements SqlText {

    /** Kinds that change the transaction, or what names stand for. */
    private static final Set<StatementKind> FOLLOWED = EnumSet.of(
            StatementKind.BEGIN,
            StatementKind.COMMIT,
            StatementKind.ROLLBACK,
            StatementKind.SAVEPOINT,
            StatementKind.RELEASE,
            StatementKind.ROLLBACK_TO,
            StatementKind.PREPARE_TRANSACTION,
            StatementKind.SETTING,
            StatementKind.ROUTINE,
            StatementKind.EXECUTE,
            StatementKind.DDL);

    private static final String SEARCH_PATH_FUNCTION = "set_config";

    /** Whether the text concerns the guard, as far as this catalog goes. */
    private record Concern(Catalog catalog, boolean concerned) {}

    private final LexedSql lexed;
    private final List<StatementReading> readings;
    private volatile Concern concern = new Concern(null, true);

    ReadSql(LexedSql lexed, List<StatementReading> readings) {
        this.lexed = lexed;
        this.readings = readings;
    }

    LexedSql lexed() {
        return lexed;
    }

    List<StatementReading> readings() {
        return readings;
    }

    @Override
    public String sql() {
        return lexed.sql();
    }

    /** Whether the guard has to judge or to follow what the text does; found out once for each catalog. */
    boolean concerns(Catalog catalog) {
        Concern known = concern;
        if (known.catalog() != catalog) {
            known = new Concern(
                    catalog, namesAny(catalog.baseNames()) || readings.stream().anyMatch(ReadSql::followed));
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
