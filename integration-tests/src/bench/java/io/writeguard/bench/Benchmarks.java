package io.writeguard.bench;

import io.writeguard.driver.cli.EmbeddedServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks: {@code print}, {@code write} the page of the docs, {@code check} the ratios against it, or {@code
 * heap}; then a regular expression of what to run, or how many millions of texts.
 */
public final class Benchmarks {

    private static final Path PAGE = Path.of("docs", "benchmarks.md");
    private static final Path HEAP_PAGE = Path.of("docs", "benchmarks-heap.md");

    private Benchmarks() {}

    public static void main(String[] arguments) throws RunnerException, IOException, SQLException {
        String mode = arguments.length > 0 ? arguments[0] : "print";
        String what = arguments.length > 1 ? arguments[1] : null;
        if (mode.equals("heap")) {
            String curve = HeapCurve.measure(what == null ? 10 : Integer.parseInt(what));
            System.out.println(curve);
            Files.writeString(HEAP_PAGE, BenchmarkPage.heap(curve, machine()));
            return;
        }
        Map<String, Map<String, Measured>> results = run(what == null ? "io.writeguard.bench" : what);
        String table = ResultTable.of(results);
        System.out.println(table);
        if (mode.equals("write")) {
            Files.writeString(PAGE, BenchmarkPage.results(table, ColdStart.measure(), machine()));
        }
        if (mode.equals("check")) {
            List<String> worse = RatioCheck.worse(Files.readString(PAGE), results);
            worse.forEach(System.err::println);
            System.exit(worse.isEmpty() ? 0 : 1);
        }
    }

    private static Map<String, Map<String, Measured>> run(String include) throws RunnerException, IOException {
        try (EmbeddedServer server = EmbeddedServer.start()) {
            return run(include, server.url("postgres"));
        }
    }

    private static Map<String, Map<String, Measured>> run(String include, String url) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(include)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgsAppend("-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-D" + Target.SHARED + "=" + url)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .build();
        return Measured.of(new Runner(options).run());
    }

    private static String machine() throws IOException {
        Path cpu = Path.of("/proc/cpuinfo");
        String model = Files.exists(cpu)
                ? Files.readAllLines(cpu).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse("unknown")
                : System.getProperty("os.arch");
        return LocalDate.now(ZoneOffset.UTC) + ", " + Runtime.getRuntime().availableProcessors() + " × " + model + ", "
                + System.getProperty("os.name") + ", Java " + Runtime.version() + ", "
                + System.getProperty("bench.versions") + ", load average at the end "
                + Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
