package io.writeguard.rules;

import io.writeguard.rules.FunctionRules.Reached;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code functions}. */
final class FunctionsReader {

    static final List<String> KEYS = List.of("reaches");

    private FunctionsReader() {}

    static List<FunctionRules> read(YamlValue value, OnMissing onMissing) {
        List<FunctionRules> functions = new ArrayList<>();
        NamesOnce once = new NamesOnce();
        for (YamlMapping.Entry entry :
                value.mapping(RulesWording.FUNCTIONS).map(YamlMapping::entries).orElse(List.of())) {
            List<Reached> reaches = reaches(entry.value());
            NameReader.function(entry.name())
                    .filter(name -> once.isFirst(new TableName(name.schema(), name.name()), entry.name()))
                    .ifPresent(name -> functions.add(new FunctionRules(
                            name.schema(), name.name(), entry.name().location(), reaches, onMissing)));
        }
        return functions;
    }

    private static List<Reached> reaches(YamlValue function) {
        return function.mapping(RulesWording.mappingOf(KEYS))
                .flatMap(mapping -> mapping.onlyKeys(KEYS).required("reaches", RulesWording.REACHES))
                .map(FunctionsReader::tables)
                .orElse(List.of());
    }

    private static List<Reached> tables(YamlValue list) {
        if (list.isList() && list.isEmpty()) {
            list.unexpected(RulesWording.REACHES);
        }
        List<Reached> tables = new ArrayList<>();
        NamesOnce once = new NamesOnce();
        for (YamlValue entry : list.list(RulesWording.REACHES).orElse(List.of())) {
            NameReader.table(entry)
                    .filter(name -> once.isFirst(name, entry))
                    .ifPresent(name -> tables.add(new Reached(name, entry.location())));
        }
        return tables;
    }
}
