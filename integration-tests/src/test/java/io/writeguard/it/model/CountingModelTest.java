package io.writeguard.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.statistics.Statistics;

/**
 * Several connections do random things in turns, each as far as it need not wait for another; every verdict and the rows
 * that are left are those of {@link ReferenceModel}.
 */
class CountingModelTest {

    private static final int CONNECTIONS = 3;
    private static final int ROWS = 24;
    private static final int WIDEST = 5;

    private final KeysTable table = new KeysTable();

    @AfterProperty
    void close() {
        table.close();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step.Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of(Step.Kind.values())),
                Tuple.of(2, Arbitraries.of(Step.Kind.BEGIN, Step.Kind.COMMIT, Step.Kind.SAVEPOINT)));
        return Combinators.combine(
                        Arbitraries.integers().between(0, CONNECTIONS - 1),
                        kinds,
                        Arbitraries.integers().between(1, ROWS + 4),
                        Arbitraries.integers().between(0, WIDEST - 1))
                .as((connection, kind, from, width) -> new Step(connection, kind, from, from + width))
                .list()
                .ofMinSize(10)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Limits> limits() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 6).map(tenth -> tenth * 10),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(true, false, false))
                .as((ratio, minimum, atCommit) -> new Limits(ratio, minimum, Duration.ofHours(3), atCommit, false));
    }

    @Property(tries = 100, seed = "17")
    void countsAsTheModel(@ForAll("limits") Limits limits, @ForAll("steps") List<Step> steps) throws SQLException {
        play(limits, steps);
    }

    @Property(tries = 100, seed = "5437446551483912317")
    void countsAsTheModelWithOtherSteps(@ForAll("limits") Limits limits, @ForAll("steps") List<Step> steps)
            throws SQLException {
        play(limits, steps);
    }

    private void play(Limits limits, List<Step> steps) throws SQLException {
        try (Play play = new Play(table, limits, CONNECTIONS, 1, ROWS)) {
            for (Step step : steps) {
                play.take(step);
            }
            play.end();
            assertThat(table.contents()).isEqualTo(play.expectedContents());
            play.outcomes().forEach(outcome -> Statistics.label("verdicts").collect(outcome));
        }
        Statistics.label("verdicts").coverage(coverage -> {
            coverage.check("passed").percentage(percentage -> percentage > 20);
            coverage.check("refused").percentage(percentage -> percentage > 2);
        });
    }
}
