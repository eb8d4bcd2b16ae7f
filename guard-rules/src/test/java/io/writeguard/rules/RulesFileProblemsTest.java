package io.writeguard.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesFileProblemsTest {

    @ParameterizedTest
    @MethodSource("io.writeguard.rules.ProblemRow#all")
    void everyProblemIsReportedWhereItIs(ProblemRow row) {
        assertThat(problems(row.text())).isNotEmpty().isEqualTo(row.problems());
    }

    @Test
    void everyRowIsRead() throws IOException {
        assertThat(ProblemRow.all()).hasSizeGreaterThan(140);
    }

    /** No number of JSON, so not a row: the JSON Schema is held against the rows. */
    @Test
    void aRatioThatIsNoNumber() {
        assertThat(problems("version: 1\ndefaults: {mass-invalidation: {threshold-ratio: .nan}}"))
                .anyMatch(problem -> problem.startsWith(
                        "rules.yaml:2:49: defaults.mass-invalidation.threshold-ratio: found .nan, expected a ratio"));
    }

    @Test
    void theMessageOfTheExceptionHasEveryProblem() {
        RulesException exception = catchThrowableOfType(
                RulesException.class, () -> RulesFile.read("rules.yaml", "version: 2\ntables: [users]"));

        assertThat(exception).hasMessage("""
                        rules.yaml:1:10: version: found 2, expected 1, the only version that this guard reads
                        rules.yaml:2:9: tables: found a list, expected a mapping of at least one table to its secret columns""");
    }

    private static List<String> problems(String text) {
        RulesException exception = catchThrowableOfType(RulesException.class, () -> RulesFile.read("rules.yaml", text));
        return exception.problems().stream().map(RulesProblem::toString).toList();
    }
}
