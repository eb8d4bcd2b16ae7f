package io.writeguard.rules.check;

import io.writeguard.rules.Placeholders;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@link ValueChecker} takes for a placeholder, as far as texts and patterns say it: not what is encoded, wrapped or
 * hashed. For a database that is to hold the rule by itself.
 *
 * @param values whole values, without blanks around them, in lower case
 * @param patterns for whole values, without blanks around them, in lower case
 * @param patternsOfAnyCase for whole values, without blanks around them
 * @param never what is none in any case; as {@code values}
 * @param blanks the characters that count as blank
 */
public record PlaceholderTexts(
        List<String> values, List<String> patterns, List<String> patternsOfAnyCase, List<String> never, String blanks) {

    public static PlaceholderTexts of(Placeholders placeholders) {
        boolean standard = placeholders.standardCatalogue();
        PlaceholderCatalogue catalogue = PlaceholderCatalogue.STANDARD;
        Stream<String> values =
                standard ? catalogue.values().stream().map(row -> PlaceholderCatalogue.key(row.entry())) : Stream.of();
        Stream<String> patterns =
                standard ? catalogue.patterns().stream().map(PlaceholderCatalogue.Row::entry) : Stream.of();
        return new PlaceholderTexts(
                Stream.concat(values, placeholders.also().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                patterns.toList(),
                placeholders.alsoMatching().stream()
                        .map(pattern -> pattern.pattern())
                        .toList(),
                placeholders.never().stream().sorted().toList(),
                Blanks.CHARACTERS);
    }
}
