package io.writeguard.it.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/routes.md and the tests of this package together. */
class RouteTableTest {

    private static final Path TABLE = Path.of("..", "docs", "routes.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test#\\w+)`");
    private static final List<Class<?>> CLASSES = List.of(
            CascadeTest.class,
            ViewTest.class,
            TriggerTest.class,
            FunctionTest.class,
            RoutineTest.class,
            PartitionTest.class,
            AroundAPoolTest.class,
            StatementTest.class,
            CopyRowsTest.class,
            CallTest.class,
            ResultSetTest.class,
            UnwrapTest.class,
            XaTest.class);

    @Test
    void eachRouteHasItsTestAndEachTestItsRoute() throws IOException {
        Set<String> listed = TEST.matcher(Files.readString(TABLE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).isEqualTo(tests());
    }

    @Test
    void noRouteIsLeftUnjudged() throws IOException {
        assertThat(Files.readAllLines(TABLE))
                .filteredOn(line -> line.startsWith("| ") && !line.startsWith("| route"))
                .isNotEmpty()
                .allMatch(line -> TEST.matcher(line).find()
                        && Stream.of("static", "impact query", "measured", "refused")
                                .anyMatch(line::contains));
    }

    private static Set<String> tests() {
        Set<String> tests = new TreeSet<>();
        for (Class<?> type : CLASSES) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    tests.add(type.getSimpleName() + "#" + method.getName());
                }
            }
        }
        return tests;
    }
}
