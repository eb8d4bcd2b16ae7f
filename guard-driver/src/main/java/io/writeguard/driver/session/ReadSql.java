package io.writeguard.driver.session;

import io.writeguard.driver.schema.Catalog;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;
import java.util.List;
import java.util.Set;

/** A text with its reading. Thread-safe. */
final class ReadSql implements SqlText {

    private final LexedSql lexed;
    private final ReadShape shape;

    ReadSql(LexedSql lexed, ReadShape shape) {
        this.lexed = lexed;
        this.shape = shape;
    }

    LexedSql lexed() {
        return lexed;
    }

    List<StatementReading> readings() {
        return shape.readings(lexed);
    }

    int retainedBytes() {
        return lexed.retainedBytes() + shape.retainedBytes();
    }

    @Override
    public String sql() {
        return lexed.sql();
    }

    /** Whether the guard has to judge or to follow what the text does. */
    boolean concerns(Catalog catalog) {
        return shape.concerns(catalog);
    }

    /** Whether it does no more than read; to be asked of what {@link #concerns} the guard. */
    boolean onlyReads(Catalog catalog) {
        return shape.onlyReads(lexed, catalog);
    }

    boolean namesAny(Set<String> tables) {
        return shape.namesAny(tables);
    }
}
