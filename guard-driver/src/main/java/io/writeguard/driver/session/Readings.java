package io.writeguard.driver.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.writeguard.rules.sql.LexedSql;

/** Reads texts, and remembers the readings of their shapes: texts that differ in literals alone are read once. Thread-safe. */
public final class Readings {

    private static final long SHAPE_BYTES_KEPT = 32 << 20;
    private static final long PREPARED_BYTES_KEPT = 16 << 20;

    /** What the cache itself holds for an entry. */
    private static final int ENTRY = 150;

    private final Cache<String, ReadShape> byShape = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(SHAPE_BYTES_KEPT)
            .<String, ReadShape>weigher(Readings::weight)
            .build();

    private final Cache<String, ReadSql> prepared = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(PREPARED_BYTES_KEPT)
            .<String, ReadSql>weigher(Readings::weight)
            .build();

    /** Of a text that is likely to come again as it is. */
    ReadSql readPrepared(String sql) {
        ReadSql known = prepared.getIfPresent(sql);
        return known == null ? prepared.get(sql, this::read) : known;
    }

    ReadSql read(String sql) {
        LexedSql lexed = LexedSql.of(sql);
        if (lexed.problem() != null) {
            return new ReadSql(lexed, ReadShape.of(lexed));
        }
        ReadShape known = byShape.getIfPresent(lexed.shape());
        return new ReadSql(lexed, known == null ? byShape.get(lexed.shape(), shape -> ReadShape.of(lexed)) : known);
    }

    static int weight(String shape, ReadShape read) {
        return ENTRY + LexedSql.bytesOf(shape) + read.retainedBytes();
    }

    static int weight(String sql, ReadSql read) {
        return ENTRY + read.retainedBytes();
    }
}
