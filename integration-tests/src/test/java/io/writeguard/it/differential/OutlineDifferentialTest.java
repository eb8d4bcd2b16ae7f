package io.writeguard.it.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.plan.Explained;
import io.writeguard.rules.plan.SqlReader;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.statistics.Statistics;

/** What the server accepts is read as the server reads it, or carries a problem; it is never read differently. */
class OutlineDifferentialTest {

    private final Server server = new Server();

    @AfterProperty
    void close() {
        server.close();
    }

    @Provide
    Arbitrary<String> written() {
        return Arbitraries.randomValue(random -> new WriteStatements(new Dice(random)).statement());
    }

    @Provide
    Arbitrary<String> mutated() {
        return Arbitraries.randomValue(OutlineDifferentialTest::mutation);
    }

    private static String mutation(Random random) {
        Dice dice = new Dice(random);
        return new Mutations(dice).mutate(new WriteStatements(dice).statement());
    }

    @Property(seed = "17")
    void readsWhatIsWritten(@ForAll("written") String sql) throws SQLException {
        String outcome = compare(sql);
        Statistics.collect(outcome);
        Statistics.coverage(coverage -> {
            coverage.check("read").percentage(percentage -> percentage > 40);
            coverage.check("not read").percentage(percentage -> percentage < 1);
        });
    }

    @Property(seed = "17")
    void neverMisreadsWhatWasDamaged(@ForAll("mutated") String sql) throws SQLException {
        String outcome = compare(sql);
        Statistics.collect(outcome);
        Statistics.coverage(coverage -> coverage.check("read").percentage(percentage -> percentage > 5));
    }

    private String compare(String sql) throws SQLException {
        if (DriverParser.statements(sql) != 1) {
            return "not one statement";
        }
        Optional<List<String>> planned = server.plannedWrites(sql);
        if (planned.isEmpty()) {
            return "not accepted";
        }
        List<StatementReading> readings = SqlReader.read(LexedSql.of(sql));
        assertThat(readings).hasSize(1);
        StatementReading reading = readings.get(0);
        StatementReading outline = SqlReader.outline(LexedSql.of(sql)).get(0);
        assertThat(outline.kind()).isEqualTo(reading.kind());
        assertThat(outline.identifiers()).isEqualTo(reading.identifiers());
        if (!reading.readable()) {
            return "not read";
        }
        List<Explained> writes = Explained.of(reading);
        assertThat(asPlanned(reading)).isEqualTo(planned.get());
        if (writes.stream().noneMatch(write -> write.operation().contains("delete"))) {
            server.changedColumns(sql)
                    .ifPresent(changed -> assertThat(writtenColumns(writes)).containsAll(changed));
        }
        return "read";
    }

    /** As {@link Server#plannedWrites} has them: what the actions of one MERGE do, and of one INSERT, is one write. */
    private static List<String> asPlanned(StatementReading reading) {
        Stream<String> merges = reading.writes().stream()
                .filter(write -> write.operation().id().startsWith("merge"))
                .map(Write::targetSpan)
                .distinct()
                .map(target -> "Merge " + table(targetOf(reading, target)));
        Stream<String> others = reading.writes().stream()
                .filter(write -> !write.operation().id().startsWith("merge"))
                .map(write -> operation(write) + " " + table(write.target().toString()));
        return Stream.concat(merges, others).sorted().toList();
    }

    private static String targetOf(StatementReading reading, Span target) {
        return reading.writes().stream()
                .filter(write -> write.targetSpan().equals(target))
                .map(write -> write.target().toString())
                .findFirst()
                .orElseThrow();
    }

    private static String operation(Write write) {
        String name = write.operation().id();
        boolean updates = write.conflict() != null && write.conflict().update();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + (updates ? " or update" : "");
    }

    private static List<String> writtenColumns(List<Explained> writes) {
        return writes.stream()
                .filter(write -> write.operation().contains("update"))
                .flatMap(write -> write.columns().stream().map(column -> table(write.table()) + "." + column))
                .toList();
    }

    private static String table(String name) {
        return name.indexOf('.') < 0 ? "public." + name : name;
    }
}
