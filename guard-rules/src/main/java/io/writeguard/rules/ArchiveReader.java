package io.writeguard.rules;

import java.util.List;

/** Checks {@code archive}, whose effect is not in this version. */
final class ArchiveReader {

    static final List<String> KEYS = List.of("keep");

    private ArchiveReader() {}

    static void check(YamlValue value) {
        value.keyNotInThisVersion(RulesWording.INSTEAD_OF_ARCHIVE);
        value.mapping(RulesWording.mappingOf(KEYS))
                .flatMap(mapping -> mapping.onlyKeys(KEYS).required("keep", RulesWording.duration()))
                .ifPresent(Durations::read);
    }
}
