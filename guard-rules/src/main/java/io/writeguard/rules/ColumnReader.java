package io.writeguard.rules;

import java.util.ArrayList;
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

    /** The secrets that the column holds: itself, or those of its members that are named. */
    static List<SecretColumn> read(YamlMapping.Entry entry) {
        String name = NameReader.column(entry.name()).orElse(entry.name().written());
        SecretColumn standard = SecretColumn.of(name, entry.name().location());
        return entry.value()
                .mapping(RulesWording.mappingOf(KEYS))
                .map(mapping -> read(mapping.onlyKeys(KEYS), standard))
                .orElse(List.of(standard));
    }

    private static List<SecretColumn> read(YamlMapping mapping, SecretColumn standard) {
        SecretColumn column = options(mapping, standard);
        return mapping.get("json-members").map(paths -> members(paths, column)).orElse(List.of(column));
    }

    private static SecretColumn options(YamlMapping mapping, SecretColumn standard) {
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
                        .orElse(standard.minLength()),
                mapping.get("only-rows")
                        .flatMap(value -> value.text(RulesWording.PREDICATE))
                        .map(String::strip)
                        .orElse(null),
                null);
    }

    private static List<SecretColumn> members(YamlValue value, SecretColumn column) {
        if (value.isList() && value.isEmpty()) {
            value.unexpected(RulesWording.JSON_PATHS);
        }
        List<SecretColumn> members = new ArrayList<>();
        NamesOnce once = new NamesOnce();
        for (YamlValue entry : value.list(RulesWording.JSON_PATHS).orElse(List.of())) {
            entry.text(RulesWording.JSON_PATH)
                    .flatMap(text -> JsonPath.of(text).or(() -> entry.unexpected(RulesWording.JSON_PATH)))
                    .filter(path -> once.isFirst(path, entry))
                    .ifPresent(path -> members.add(column.member(path, entry.location())));
        }
        return members;
    }
}
