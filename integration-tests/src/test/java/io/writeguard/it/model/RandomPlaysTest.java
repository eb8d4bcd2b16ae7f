package io.writeguard.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More of what {@link CountingModelTest} does: longer plays, in which connections wait for one another too, and may belong to
 * instances that share a window. {@code
 * -Dwriteguard.soak=PT5M -Dwriteguard.seed=42} plays longer, and others.
 */
class RandomPlaysTest {

    private static final Duration TIME = Duration.parse(System.getProperty("writeguard.soak", "PT5S"));
    private static final long SEED = Long.getLong("writeguard.seed", 17);

    /** Instances are slow to start: so many plays, or those of that time. */
    private static final int SHARED_PLAYS = 4;

    private static final Duration SHARED_TIME = Duration.parse(System.getProperty("writeguard.soak", "PT0S"));

    private final KeysTable table = new KeysTable();
    private final RandomPlays plays = new RandomPlays(table, 3, 1, 24);

    @AfterEach
    void close() {
        table.close();
    }

    @Test
    void countAsTheModel() throws Exception {
        Random dice = new Random(SEED);
        long end = System.nanoTime() + TIME.toNanos();
        int played = 0;
        while (played < 10 || System.nanoTime() < end) {
            plays.play(dice.nextLong());
            played++;
        }
        System.out.println("seed " + SEED + ": " + played + " plays, " + plays.outcomes());
        assertThat(plays.outcomes()).containsKeys("passed", "refused", "passed after waiting");
    }

    /** Each has found something once. */
    @ParameterizedTest
    @ValueSource(longs = {3813634057487595412L, -4717761859960318649L, -3656460452452032586L, 251752643877319324L})
    void countAsTheModelAgain(long seed) throws Exception {
        plays.play(seed);
    }

    @ParameterizedTest
    @CsvSource({"24, 3, 2", "24, 4, 3", "600, 4, 2", "1500, 3, 3"})
    void instancesThatShareAWindowCountAsTheModel(int rows, int connections, int instances) {
        RandomPlays shared = new RandomPlays(table, connections, instances, rows);
        Random dice = new Random(SEED);
        long end = System.nanoTime() + SHARED_TIME.toNanos();
        int played = 0;
        while (played < SHARED_PLAYS || System.nanoTime() < end) {
            shared.play(dice.nextLong());
            played++;
        }
        System.out.println(rows + " rows, " + instances + " instances, seed " + SEED + ": " + played + " plays, "
                + shared.outcomes());
        assertThat(shared.outcomes()).containsKeys("passed", "refused");
    }

    /** Each has found something once. */
    @ParameterizedTest
    @CsvSource({"600, 4, 2, 434928504976838743", "1500, 3, 3, 1850392826292536844", "24, 3, 2, -7024322478851530655"})
    void instancesThatShareAWindowCountAsTheModelAgain(int rows, int connections, int instances, long seed) {
        new RandomPlays(table, connections, instances, rows).play(seed);
    }
}
