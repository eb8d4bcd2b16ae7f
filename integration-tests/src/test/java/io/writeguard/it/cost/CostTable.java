package io.writeguard.it.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.RoundTrips;
import io.writeguard.it.cost.CostlyTable.Way;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Prints the tables of {@code docs/cost.md}. Not among the tests of a build: {@code -Dtest=CostTable}, and {@code
 * -DargLine="-Dcost.rows=10000,1000000 -Dcost.rounds=4"} for other sizes.
 */
class CostTable {

    private static final int ROUNDS = Integer.getInteger("cost.rounds", 8);
    private static final int REFUSALS = 1000;
    private static final int THREADS = 4;
    private static final int CLEARS_OF_A_THREAD = 1000;

    private static final List<Integer> SIZES = Arrays.stream(
                    System.getProperty("cost.rows", "10000,1000000,5000000").split(","))
            .map(Integer::valueOf)
            .toList();

    @Test
    void print() throws Exception {
        for (int rows : SIZES) {
            try (CostlyTable table = new CostlyTable(rows)) {
                say("%n%,d rows%n", rows);
                for (Work work : Work.values()) {
                    statements(table, work);
                }
                refusals(table);
                if (rows >= 100 * THREADS * CLEARS_OF_A_THREAD) {
                    throughput(table);
                }
            }
        }
    }

    /** Each way takes its turn in every round. */
    private static void statements(CostlyTable table, Work work) throws SQLException {
        Map<Way, Cost> costs = new EnumMap<>(Way.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Way way : Way.values()) {
                costs.merge(way, round(table, work, way), Cost::lower);
                table.restore(2 * CostlyTable.TEAM);
            }
        }
        Cost plain = costs.get(Way.PLAIN);
        say(
                "| %s | %,.0f µs, %.1f | ×%.2f, %.1f | ×%.2f, %.1f |%n",
                work.title(),
                plain.micros(),
                plain.trips(),
                costs.get(Way.PROCESS).micros() / plain.micros(),
                costs.get(Way.PROCESS).trips(),
                costs.get(Way.DATABASE).micros() / plain.micros(),
                costs.get(Way.DATABASE).trips());
    }

    /**
     * Of one time.
     *
     * @param micros the median of a round, which a burst of other work on the machine leaves alone
     * @param trips to the server, the guard's own connection included
     */
    private record Cost(double micros, double trips) {
        static Cost lower(Cost one, Cost other) {
            return one.micros() < other.micros() ? one : other;
        }
    }

    /** With a guard that has just been started. */
    private static Cost round(CostlyTable table, Work work, Way way) throws SQLException {
        try (Connection connection = table.source(way).getConnection()) {
            Work.execute(connection, "update users set token = ? where id = ?", "warm", 1);
            List<Double> micros = new ArrayList<>();
            long trips = RoundTrips.soFar();
            for (int time = 1; time <= work.times(); time++) {
                long start = System.nanoTime();
                work.run(connection, time);
                micros.add((System.nanoTime() - start) / 1000.0);
            }
            return new Cost(median(micros), (double) (RoundTrips.soFar() - trips) / work.times());
        }
    }

    /** One row by its key, when the window is full; and every row at once. */
    private static void refusals(CostlyTable table) throws SQLException {
        int limit = Math.max(10, table.rows() / 10_000);
        for (Way way : List.of(Way.PROCESS, Way.DATABASE)) {
            try (Connection connection = table.source(way, "0.01%").getConnection()) {
                Work.execute(connection, "update users set token = null where id <= ?", limit);
                long scans = table.scans();
                double one = micros(connection, REFUSALS, "update users set token = null where id = ?", limit + 1);
                say(
                        "%s: one row refused %,d times, %,.0f µs each; the table was read %d times%n",
                        way, REFUSALS, one, table.scans() - scans);
                double all = micros(connection, 5, "update users set token = null where id > ?", 0);
                say("%s: every row refused, %,.0f µs each%n", way, all);
            }
            table.restore(limit);
        }
    }

    private static double micros(Connection connection, int times, String sql, int value) throws SQLException {
        List<Double> micros = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            assertThat(Work.refused(connection, sql, value)).isTrue();
            micros.add((System.nanoTime() - start) / 1000.0);
        }
        return median(micros);
    }

    private static void throughput(CostlyTable table) throws Exception {
        Map<Way, List<Double>> perSecond = new EnumMap<>(Way.class);
        for (int round = 0; round < ROUNDS; round++) {
            for (Way way : Way.values()) {
                perSecond.computeIfAbsent(way, first -> new ArrayList<>()).add(clearsPerSecond(table, way));
                table.restore(THREADS * CLEARS_OF_A_THREAD);
            }
        }
        double plain = Collections.max(perSecond.get(Way.PLAIN));
        say(
                "| clears by key a second, %d threads | %,.0f | ×%.2f | ×%.2f |%n",
                THREADS,
                plain,
                Collections.max(perSecond.get(Way.PROCESS)) / plain,
                Collections.max(perSecond.get(Way.DATABASE)) / plain);
    }

    private static double clearsPerSecond(CostlyTable table, Way way) throws Exception {
        var source = table.source(way);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int from = i * CLEARS_OF_A_THREAD;
                all.add(() -> {
                    try (Connection connection = source.getConnection()) {
                        for (int id = from + 1; id <= from + CLEARS_OF_A_THREAD; id++) {
                            Work.CLEAR_BY_KEY.run(connection, id);
                        }
                    }
                    return null;
                });
            }
            long start = System.nanoTime();
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
            return THREADS * CLEARS_OF_A_THREAD * 1e9 / (System.nanoTime() - start);
        } finally {
            threads.shutdown();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
