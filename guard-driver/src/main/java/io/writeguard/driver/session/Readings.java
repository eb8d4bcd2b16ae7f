package io.writeguard.driver.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.writeguard.rules.plan.SqlReader;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;
import java.util.List;

/** Reads texts, and remembers the readings of their shapes: texts that differ in literals alone are read once. Thread-safe. */
public final class Readings {

    private static final long CHARACTERS_KEPT = 4_000_000;
    private static final long PREPARED_CHARACTERS_KEPT = 1_000_000;

    private final Cache<String, List<StatementReading>> byShape = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(CHARACTERS_KEPT)
            .<String, List<StatementReading>>weigher((shape, readings) -> shape.length())
            .build();

    private final Cache<String, ReadSql> prepared = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(PREPARED_CHARACTERS_KEPT)
            .<String, ReadSql>weigher((sql, read) -> sql.length())
            .build();

    /** Of a text that is likely to come again as it is. */
    ReadSql readPrepared(String sql) {
        return prepared.get(sql, this::read);
    }

    ReadSql read(String sql) {
        LexedSql lexed = LexedSql.of(sql);
        if (lexed.problem() != null) {
            return new ReadSql(lexed, SqlReader.read(lexed));
        }
        return new ReadSql(lexed, byShape.get(lexed.shape(), shape -> SqlReader.read(lexed)));
    }
}
