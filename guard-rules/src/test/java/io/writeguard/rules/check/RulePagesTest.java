package io.writeguard.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule is one class, one test of the same name, and one page; nothing of the three is without the others. */
class RulePagesTest {

    private static final Path PAGES = Path.of("..", "docs", "rules");
    private static final Path CLASSES = Path.of("src", "main", "java", "io", "writeguard", "rules", "check");
    private static final int LONGEST_PAGE = 45;

    @ParameterizedTest
    @EnumSource(Rule.class)
    void ruleHasClassAndTest(Rule rule) throws ClassNotFoundException {
        Class<?> judge = Class.forName(getClass().getPackageName() + "." + className(rule));
        assertThat(Arrays.stream(judge.getDeclaredMethods()).map(java.lang.reflect.Method::getName))
                .contains("judge");
        assertThat(Class.forName(judge.getName() + "Test")).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void ruleHasAPageWithItsRealMessage(Rule rule) throws IOException {
        String page = Files.readString(PAGES.resolve(rule.id() + ".md"));
        assertThat(page.lines().filter(line -> line.startsWith("#")))
                .containsExactly(
                        "# " + rule.id(), "## Fires when", "## Refused", "## Passes", "## Options", "## Override");
        assertThat(page).contains("```\n" + Examples.of(rule).message() + "\n```");
        assertThat(page.lines()).hasSizeLessThanOrEqualTo(LONGEST_PAGE);
    }

    @Test
    void everyPageAndEveryClassIsOfARule() throws IOException {
        assertThat(names(PAGES, ".md"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::id).toList());
        assertThat(names(CLASSES, "Rule.java"))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Rule.values())
                        .map(RulePagesTest::className)
                        .map(name -> name.replaceFirst("Rule$", ""))
                        .toList());
    }

    private static Stream<String> fileNames(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static Iterable<String> names(Path folder, String ending) throws IOException {
        return fileNames(folder)
                .filter(name -> name.endsWith(ending))
                .map(name -> name.substring(0, name.length() - ending.length()))
                .toList();
    }

    /** {@code empty-secret} is judged by {@code EmptySecretRule}. */
    private static String className(Rule rule) {
        return Arrays.stream(rule.id().split("-"))
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining())
                + "Rule";
    }
}
