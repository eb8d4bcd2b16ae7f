package io.writeguard.driver.cli.ddl;

import io.writeguard.rules.Placeholders;
import io.writeguard.rules.check.PlaceholderTexts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The function that tells redaction placeholders: whole values and patterns of the catalogue and the rules file. */
final class PlaceholderFunction {

    static final String NAME = "writeguard_is_placeholder";

    private PlaceholderFunction() {}

    static String create(Placeholders placeholders) {
        PlaceholderTexts texts = PlaceholderTexts.of(placeholders);
        String values = texts.values().stream().map(Sql::text).collect(Collectors.joining(", "));
        String patterns = Stream.concat(
                        matches(texts.patterns(), "key ~ ", "^(?:%s)$"),
                        matches(texts.patternsOfAnyCase(), "key ~* ", "^(?:%s)$"))
                .collect(Collectors.joining());
        String never = texts.never().isEmpty()
                ? ""
                : "key NOT IN (" + texts.never().stream().map(Sql::text).collect(Collectors.joining(", "))
                        + ")\n    AND ";
        return """
                CREATE OR REPLACE FUNCTION %s(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $writeguard$
                  SELECT %s(key IN (%s)%s)
                  FROM pg_catalog.lower(pg_catalog.btrim(value, %s)) AS key
                $writeguard$;
                """.formatted(
                        Sql.own(NAME), never, values.isEmpty() ? "''" : values, patterns, Sql.text(texts.blanks()));
    }

    private static Stream<String> matches(List<String> patterns, String operator, String whole) {
        return patterns.stream()
                .filter(PostgresPattern::translates)
                .map(pattern ->
                        "\n    OR " + operator + Sql.text(String.format(whole, PostgresPattern.greedy(pattern))));
    }

    static String drop() {
        return "DROP FUNCTION IF EXISTS " + Sql.own(NAME) + "(text);\n";
    }
}
