package io.writeguard.rules;

import java.util.List;

/** Reads the keys that {@code defaults} and a table have in common. */
final class SettingsReader {

    static final List<String> KEYS =
            List.of("action", "mass-invalidation", "stale-clear", "unanalysable", "on-missing");

    private enum OnMissing {
        FAIL,
        WAIT
    }

    private SettingsReader() {}

    /** @param inherited what holds for keys that are not there */
    static Settings read(YamlMapping mapping, Settings inherited) {
        mapping.get("on-missing").ifPresent(SettingsReader::checkOnMissing);
        MassInvalidation massInvalidation = mapping.get("mass-invalidation")
                .map(value -> MassInvalidationReader.read(value, inherited.massInvalidation()))
                .orElse(inherited.massInvalidation());
        return new Settings(
                mapping.choice("action", inherited.action()),
                massInvalidation,
                mapping.get("stale-clear").flatMap(Durations::readStaleClear).orElse(inherited.staleClear()),
                mapping.choice("unanalysable", inherited.unanalysable()));
    }

    private static void checkOnMissing(YamlValue value) {
        value.choice(OnMissing.class)
                .filter(choice -> choice == OnMissing.WAIT)
                .ifPresent(wait -> value.notInThisVersion(RulesWording.INSTEAD_OF_ON_MISSING_WAIT));
    }
}
