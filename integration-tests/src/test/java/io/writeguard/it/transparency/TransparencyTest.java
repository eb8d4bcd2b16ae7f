package io.writeguard.it.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application that does no damage can't tell that the guard is there: each call answers what it answers without it,
 * values, errors and warnings alike, and leaves the same rows and sequences behind.
 */
class TransparencyTest {

    /** Connection parameters of the driver that change how it talks to the server. */
    private static final List<String> SETTINGS = List.of(
            "",
            "&preferQueryMode=simple",
            "&preferQueryMode=extendedForPrepared",
            "&preferQueryMode=extendedCacheEverything",
            "&reWriteBatchedInserts=true",
            "&autosave=always",
            "&autosave=conservative",
            "&prepareThreshold=1",
            "&prepareThreshold=-1&binaryTransfer=true&reWriteBatchedInserts=true&autosave=always",
            "&binaryTransfer=false",
            "&defaultRowFetchSize=2",
            "&readOnly=true",
            "&stringtype=unspecified",
            "&escapeSyntaxCallMode=callIfNoReturn");

    private static final int GENERATED = 60;

    /** Each scenario with every setting, instead of the default alone: {@code -Dwriteguard.transparency=all}. */
    private static final boolean ALL = "all".equals(System.getProperty("writeguard.transparency"));

    private static TwinDatabases twins;

    @BeforeAll
    static void create() {
        twins = new TwinDatabases();
    }

    @AfterAll
    static void drop() {
        twins.close();
    }

    static Stream<Arguments> scenarios() {
        List<Scenario> scenarios = Stream.of(
                        StatementScenarios.ALL,
                        PreparedScenarios.ALL,
                        BatchScenarios.ALL,
                        TransactionScenarios.ALL,
                        ResultSetScenarios.ALL,
                        ConnectionScenarios.ALL,
                        InterruptionScenarios.ALL)
                .flatMap(List::stream)
                .toList();
        List<String> settings = ALL ? SETTINGS : SETTINGS.subList(0, 1);
        return scenarios.stream()
                .flatMap(scenario -> settings.stream().map(setting -> Arguments.of(scenario, setting)));
    }

    /** What fails in a transaction goes on with these. */
    static Stream<Arguments> autosaved() {
        return TransactionScenarios.ALL.stream()
                .flatMap(scenario -> Stream.of(
                                "&autosave=always", "&autosave=always&cleanupSavepoints=true", "&autosave=conservative")
                        .map(setting -> Arguments.of(scenario, setting)));
    }

    static Stream<Arguments> generated() {
        return IntStream.range(0, GENERATED)
                .mapToObj(seed -> Arguments.of(GeneratedScenario.of(seed), SETTINGS.get(seed % SETTINGS.size())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource({"scenarios", "autosaved", "generated"})
    void answersAsTheDriverDoes(Scenario scenario, String setting) throws Exception {
        twins.fill();
        List<String> plain = twins.playPlain(scenario, setting);
        List<String> guarded = twins.playGuarded(scenario, setting);
        assertThat(plain).hasSizeGreaterThan(1);
        assertThat(guarded)
                .usingElementComparator(TransparencyTest::compare)
                .as("%s with %s", scenario, setting)
                .containsExactlyElementsOf(plain);
    }

    /**
     * Inside a transaction an error that the guard's question has met first has no position, and in a read-only one it names
     * the question.
     */
    private static int compare(String guarded, String plain) {
        return guarded.equals(plain)
                        || withoutReadOnly(guarded)
                                .equals(withoutReadOnly(plain).replaceAll("\n  Position: \\d+", ""))
                ? 0
                : 1;
    }

    private static String withoutReadOnly(String answer) {
        return answer.replaceAll("cannot execute [A-Z ]+ in a read-only", "cannot execute it in a read-only");
    }
}
