package io.writeguard.rules;

import java.util.List;

/** Reads {@code mass-invalidation}, whose members each inherit on their own. */
final class MassInvalidationReader {

    static final List<String> KEYS = List.of("threshold-ratio", "minimum-rows", "window", "check", "budget");

    private static final long MOST_ROWS = 1_000_000_000_000L;

    private MassInvalidationReader() {}

    static MassInvalidation read(YamlValue value, MassInvalidation inherited) {
        return value.mapping(RulesWording.mappingOf(KEYS))
                .map(mapping -> read(mapping.onlyKeys(KEYS), inherited))
                .orElse(inherited);
    }

    private static MassInvalidation read(YamlMapping mapping, MassInvalidation inherited) {
        return new MassInvalidation(
                mapping.get("threshold-ratio").flatMap(Ratio::read).orElse(inherited.thresholdRatio()),
                mapping.get("minimum-rows")
                        .flatMap(value -> value.wholeNumber(0, MOST_ROWS, "10"))
                        .orElse(inherited.minimumRows()),
                mapping.get("window").flatMap(Durations::read).orElse(inherited.window()),
                mapping.choice("check", inherited.check()),
                mapping.choice("budget", inherited.budget()));
    }
}
