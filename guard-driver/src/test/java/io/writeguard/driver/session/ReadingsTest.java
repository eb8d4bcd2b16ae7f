package io.writeguard.driver.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.plan.SqlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The caches are bounded by bytes: what an entry weighs is of the order of what it holds. */
class ReadingsTest {

    private static final int TEXTS = 4_000;

    private final Readings readings = new Readings();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select %s from t where id = ?",
                "insert into t (%s) values (?)",
                "update t set (%s) = (?) where id = ?",
                "delete from t where (%s) = (?) and id in (?, ?, ?, ?, ?, ?, ?, ?)"
            })
    void anEntryWeighsWhatItHolds(String text) {
        List<ReadSql> kept = new ArrayList<>(TEXTS);
        readings.read(text.formatted(columns(TEXTS)));
        long before = heap();
        long weight = 0;
        for (int i = 0; i < TEXTS; i++) {
            ReadSql read = new Readings().read(text.formatted(columns(i)));
            weight += Readings.weight(read.sql(), read);
            kept.add(read);
        }
        double held = heap() - before;

        assertThat(weight / held).isBetween(0.6, 2.5);
        assertThat(kept).hasSize(TEXTS);
    }

    private static String columns(int number) {
        return IntStream.range(0, 12)
                .mapToObj(column -> "column_" + number + "_" + column)
                .collect(Collectors.joining(", "));
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void textsOfOneShapeShareTheirReading() {
        ReadSql first = readings.read("update t set a = 'x' where id = 1");
        ReadSql second = readings.read("UPDATE t SET a = 'y' WHERE id = 22");

        assertThat(second.readings()).isSameAs(first.readings());
    }

    @Test
    void whatIsJudgedHasBeenReadTwice() {
        ReadSql read = readings.read("update t set a = 'x' where id = 1");

        assertThat(read.namesAny(Set.of("t"))).isTrue();
        assertThat(read.readings()).isEqualTo(SqlReader.read(read.lexed()));
    }

    @Test
    void aPreparedTextIsReadOnce() {
        assertThat(readings.readPrepared("select 1")).isSameAs(readings.readPrepared("select 1"));
    }
}
