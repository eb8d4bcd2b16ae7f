package io.writeguard.rules;

import java.util.List;

/** Reads {@code overrides}: what the file allows beyond the rules. */
final class OverridesReader {

    static final List<String> KEYS = List.of("allow-sql", "allow-raw-unwrap");

    private OverridesReader() {}

    static Allowed read(YamlValue value) {
        return value.mapping(RulesWording.mappingOf(KEYS))
                .map(mapping -> read(mapping.onlyKeys(KEYS)))
                .orElse(Allowed.NOTHING);
    }

    private static Allowed read(YamlMapping mapping) {
        return new Allowed(flag(mapping, "allow-sql"), flag(mapping, "allow-raw-unwrap"));
    }

    private static boolean flag(YamlMapping mapping, String key) {
        return mapping.get(key).flatMap(YamlValue::flag).orElse(false);
    }

    /**
     * What the file allows.
     *
     * @param sql {@code allow-sql}
     * @param rawUnwrap {@code allow-raw-unwrap}
     */
    record Allowed(boolean sql, boolean rawUnwrap) {
        static final Allowed NOTHING = new Allowed(false, false);
    }
}
