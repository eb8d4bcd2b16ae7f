package io.writeguard.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of {@code problems.txt}: a title after {@code ===}, the text of a rules file, and after each {@code =>} one of
 * its problems, all of them and in their order.
 *
 * @param problems as {@code rules.yaml:line:column: message}
 */
record ProblemRow(String title, String text, List<String> problems) {

    private static final String PROBLEM = "=> ";

    static Stream<ProblemRow> all() throws IOException {
        try (InputStream table = ProblemRow.class.getResourceAsStream("problems.txt")) {
            String text = new String(table.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("(^|\n)=== ")).skip(1).map(ProblemRow::parse);
        }
    }

    private static ProblemRow parse(String block) {
        List<String> lines = block.lines().filter(line -> !line.isEmpty()).toList();
        List<String> problems = lines.stream()
                .filter(line -> line.startsWith(PROBLEM))
                .map(line -> "rules.yaml:" + line.substring(PROBLEM.length()))
                .toList();
        String text =
                lines.stream().skip(1).filter(line -> !line.startsWith(PROBLEM)).collect(Collectors.joining("\n"));
        return new ProblemRow(lines.get(0), text, problems);
    }

    @Override
    public String toString() {
        return title;
    }
}
