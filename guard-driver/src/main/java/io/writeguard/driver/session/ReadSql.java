package io.writeguard.driver.session;

import io.writeguard.rules.plan.StatementKind;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A text with its reading. */
record ReadSql(LexedSql lexed, List<StatementReading> readings) implements SqlText {

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

    @Override
    public String sql() {
        return lexed.sql();
    }

    /** Whether the guard has to follow what the text does, whatever tables it names. */
    boolean followed() {
        for (StatementReading reading : readings) {
            if (followed(reading)) {
                return true;
            }
        }
        return false;
    }

    static boolean followed(StatementReading reading) {
        return FOLLOWED.contains(reading.kind()) || reading.identifiers().contains(SEARCH_PATH_FUNCTION);
    }

    boolean namesAny(Set<String> tables) {
        for (StatementReading reading : readings) {
            for (String table : tables) {
                if (reading.identifiers().contains(table)) {
                    return true;
                }
            }
        }
        return false;
    }
}
