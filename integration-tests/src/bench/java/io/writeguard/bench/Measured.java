package io.writeguard.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One measurement.
 *
 * @param unit of the score: ns/op, us/op, ops/s
 * @param bytes allocated for each operation, on all threads of the JVM
 */
record Measured(double score, String unit, double bytes) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** By class and method, and by peer; a peer of its own where there is no parameter. */
    static Map<String, Map<String, Measured>> of(Collection<RunResult> results) {
        Map<String, Map<String, Measured>> all = new LinkedHashMap<>();
        for (RunResult run : results) {
            String[] name = run.getParams().getBenchmark().split("\\.", -1);
            String benchmark = name[name.length - 2] + "." + name[name.length - 1];
            String peer = run.getParams().getParamsKeys().contains("peer")
                    ? run.getParams().getParam("peer")
                    : "BLOCK_ATTACK";
            Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
            all.computeIfAbsent(benchmark, first -> new LinkedHashMap<>())
                    .put(
                            peer,
                            new Measured(
                                    run.getPrimaryResult().getScore(),
                                    run.getPrimaryResult().getScoreUnit(),
                                    allocated == null ? 0 : allocated.getScore()));
        }
        return all;
    }

    boolean isThroughput() {
        return unit.startsWith("ops");
    }

    /** How many times the time of another, or its throughput. */
    double ratioTo(Measured other) {
        return score / other.score;
    }

    String text() {
        return String.format(
                Locale.ROOT, score < 10 ? "%.1f %s, %,.0f B" : "%,.0f %s, %,.0f B", score, shortUnit(), bytes);
    }

    String shortUnit() {
        return unit.replace("us/op", "µs").replace("ns/op", "ns").replace("ops/s", "/s");
    }
}
