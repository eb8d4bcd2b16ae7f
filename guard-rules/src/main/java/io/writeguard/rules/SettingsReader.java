package io.writeguard.rules;

import java.util.List;

/** Reads the keys that {@code defaults} and a table have in common. */
final class SettingsReader {

    static final List<String> KEYS =
            List.of("action", "mass-invalidation", "stale-clear", "unanalysable", "on-missing");

    private SettingsReader() {}

    /** @param inherited what holds for keys that are not there */
    static Settings read(YamlMapping mapping, Settings inherited) {
        MassInvalidation massInvalidation = mapping.get("mass-invalidation")
                .map(value -> MassInvalidationReader.read(value, inherited.massInvalidation()))
                .orElse(inherited.massInvalidation());
        return new Settings(
                mapping.choice("action", inherited.action()),
                massInvalidation,
                mapping.get("stale-clear").flatMap(Durations::readStaleClear).orElse(inherited.staleClear()),
                mapping.choice("unanalysable", inherited.unanalysable()),
                mapping.choice("on-missing", inherited.onMissing()));
    }
}
