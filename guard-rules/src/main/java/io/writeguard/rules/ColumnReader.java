package io.writeguard.rules;

import java.util.List;

/** Reads one secret column of the long form. */
final class ColumnReader {

    static final List<String> KEYS = List.of(
            "on-empty",
            "on-null",
            "on-placeholder",
            "on-insert-empty",
            "on-repeat",
            "format",
            "min-length",
            "only-rows",
            "json-members");

    private static final int LONGEST_VALUE = 1_000_000_000;

    private ColumnReader() {}

    static SecretColumn read(YamlMapping.Entry entry) {
        String name = NameReader.column(entry.name()).orElse(entry.name().written());
        SecretColumn standard = SecretColumn.of(name, entry.name().location());
        return entry.value()
                .mapping(RulesWording.mappingOf(KEYS))
                .map(mapping -> read(mapping.onlyKeys(KEYS), standard))
                .orElse(standard);
    }

    private static SecretColumn read(YamlMapping mapping, SecretColumn standard) {
        mapping.get("only-rows").ifPresent(ColumnReader::checkOnlyRows);
        mapping.get("json-members").ifPresent(ColumnReader::checkJsonMembers);
        return new SecretColumn(
                standard.name(),
                standard.location(),
                mapping.choice("on-empty", standard.onEmpty()),
                mapping.choice("on-null", standard.onNull()),
                mapping.choice("on-placeholder", standard.onPlaceholder()),
                mapping.choice("on-insert-empty", standard.onInsertEmpty()),
                mapping.choice("on-repeat", standard.onRepeat()),
                mapping.get("format")
                        .flatMap(value -> PatternReader.read(value, 0))
                        .orElse(standard.format()),
                mapping.get("min-length")
                        .flatMap(value -> value.wholeNumber(0, LONGEST_VALUE, "20"))
                        .map(Math::toIntExact)
                        .orElse(standard.minLength()));
    }

    private static void checkOnlyRows(YamlValue value) {
        value.text(RulesWording.PREDICATE)
                .ifPresent(predicate -> value.keyNotInThisVersion(RulesWording.INSTEAD_OF_ONLY_ROWS));
    }

    private static void checkJsonMembers(YamlValue value) {
        value.keyNotInThisVersion(RulesWording.INSTEAD_OF_JSON_MEMBERS);
        value.list(RulesWording.JSON_PATHS)
                .ifPresent(paths -> paths.forEach(path -> path.text(RulesWording.JSON_PATHS)));
    }
}
