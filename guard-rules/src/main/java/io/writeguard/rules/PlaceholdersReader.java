package io.writeguard.rules;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code placeholders}. */
final class PlaceholdersReader {

    static final List<String> KEYS = List.of("catalogue", "also", "also-matching", "never");

    private enum Catalogue {
        STANDARD,
        NONE
    }

    private PlaceholdersReader() {}

    static Placeholders read(YamlValue value) {
        return value.mapping(RulesWording.mappingOf(KEYS))
                .map(mapping -> read(mapping.onlyKeys(KEYS)))
                .orElse(Placeholders.STANDARD);
    }

    private static Placeholders read(YamlMapping mapping) {
        return new Placeholders(
                mapping.choice("catalogue", Catalogue.STANDARD) == Catalogue.STANDARD,
                words(mapping, "also"),
                patterns(mapping),
                words(mapping, "never"));
    }

    private static Set<String> words(YamlMapping mapping, String key) {
        return entries(mapping, key, "a list of texts").stream()
                .flatMap(entry -> entry.text("a text").stream())
                .map(text -> text.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static List<Pattern> patterns(YamlMapping mapping) {
        return entries(mapping, "also-matching", "a list of regular expressions").stream()
                .flatMap(entry -> PatternReader.read(entry, Pattern.CASE_INSENSITIVE).stream())
                .toList();
    }

    private static List<YamlValue> entries(YamlMapping mapping, String key, String expected) {
        return mapping.get(key).flatMap(value -> value.list(expected)).orElse(List.of());
    }
}
