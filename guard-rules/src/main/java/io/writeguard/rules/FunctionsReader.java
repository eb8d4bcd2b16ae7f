package io.writeguard.rules;

import java.util.List;

/** Checks {@code functions}, whose effect is not in this version. */
final class FunctionsReader {

    static final List<String> KEYS = List.of("reaches");

    private FunctionsReader() {}

    static void check(YamlValue value) {
        value.keyNotInThisVersion(RulesWording.INSTEAD_OF_FUNCTIONS);
        value.mapping(RulesWording.FUNCTIONS)
                .ifPresent(mapping -> mapping.entries().forEach(FunctionsReader::checkFunction));
    }

    private static void checkFunction(YamlMapping.Entry function) {
        NameReader.function(function.name());
        function.value()
                .mapping(RulesWording.mappingOf(KEYS))
                .flatMap(mapping -> mapping.onlyKeys(KEYS).required("reaches", RulesWording.REACHES))
                .flatMap(reaches -> reaches.list(RulesWording.REACHES))
                .ifPresent(tables -> tables.forEach(NameReader::table));
    }
}
