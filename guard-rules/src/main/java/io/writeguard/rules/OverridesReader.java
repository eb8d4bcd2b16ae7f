package io.writeguard.rules;

import java.util.List;

/** Reads {@code overrides}: what the file allows beyond the rules. */
final class OverridesReader {

    static final List<String> KEYS = List.of("allow-sql", "allow-raw-unwrap");

    private OverridesReader() {}

    static boolean allowsRawUnwrap(YamlValue value) {
        return value.mapping(RulesWording.mappingOf(KEYS))
                .map(mapping -> allowsRawUnwrap(mapping.onlyKeys(KEYS)))
                .orElse(false);
    }

    private static boolean allowsRawUnwrap(YamlMapping mapping) {
        mapping.get("allow-sql").ifPresent(OverridesReader::checkAllowSql);
        return mapping.get("allow-raw-unwrap").flatMap(YamlValue::flag).orElse(false);
    }

    private static void checkAllowSql(YamlValue value) {
        value.flag()
                .filter(allowed -> allowed)
                .ifPresent(allowed -> value.notInThisVersion(RulesWording.INSTEAD_OF_ALLOW_SQL));
    }
}
