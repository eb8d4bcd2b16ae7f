package io.writeguard.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rows are in {@code problems.txt}: a title after {@code ===}, the text of a rules file, and after each {@code =>}
 * one of its problems, all of them and in their order.
 */
class RulesFileProblemsTest {

    private static final String PROBLEM = "=> ";

    record Row(String title, String text, List<String> problems) {

        static Row parse(String block) {
            List<String> lines = block.lines().filter(line -> !line.isEmpty()).toList();
            List<String> problems = lines.stream()
                    .filter(line -> line.startsWith(PROBLEM))
                    .map(line -> "rules.yaml:" + line.substring(PROBLEM.length()))
                    .toList();
            String text = lines.stream()
                    .skip(1)
                    .filter(line -> !line.startsWith(PROBLEM))
                    .collect(Collectors.joining("\n"));
            return new Row(lines.get(0), text, problems);
        }

        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Row> rows() throws IOException {
        try (InputStream table = RulesFileProblemsTest.class.getResourceAsStream("problems.txt")) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(^|\n)=== ")).skip(1).map(Row::parse);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyProblemIsReportedWhereItIs(Row row) {
        assertThat(problems(row.text())).isNotEmpty().isEqualTo(row.problems());
    }

    @Test
    void everyRowIsRead() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(140);
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
