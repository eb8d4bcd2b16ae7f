package io.writeguard.driver.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.writeguard.rules.plan.SqlReader;
import io.writeguard.rules.sql.LexedSql;

/** Reads texts, and remembers the readings of their shapes: texts that differ in literals alone are read once. Thread-safe. */
public final class Readings {

    private static final long CHARACTERS_KEPT = 4_000_000;
    private static final long PREPARED_CHARACTERS_KEPT = 1_000_000;

    private final Cache<String, ReadShape> byShape = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(CHARACTERS_KEPT)
            .<String, ReadShape>weigher((shape, read) -> shape.length())
            .build();

    private final Cache<String, ReadSql> prepared = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(PREPARED_CHARACTERS_KEPT)
            .<String, ReadSql>weigher((sql, read) -> sql.length())
            .build();

    /** Of a text that is likely to come again as it is. */
    ReadSql readPrepared(String sql) {
        ReadSql known = prepared.getIfPresent(sql);
        return known == null ? prepared.get(sql, this::read) : known;
    }

    ReadSql read(String sql) {
        LexedSql lexed = LexedSql.of(sql);
        if (lexed.problem() != null) {
            return new ReadSql(lexed, read(lexed));
        }
        ReadShape known = byShape.getIfPresent(lexed.shape());
        return new ReadSql(lexed, known == null ? byShape.get(lexed.shape(), shape -> read(lexed)) : known);
    }

    private static ReadShape read(LexedSql lexed) {
        return new ReadShape(SqlReader.read(lexed));
    }
}
