package io.writeguard.rules;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the whole file: its top level, and through the other readers everything below. */
final class RulesReader {

    static final List<String> KEYS = List.of("version", "defaults", "placeholders", "overrides", "functions", "tables");

    private RulesReader() {}

    static Rules read(String file, String text) throws RulesException {
        Problems problems = new Problems(file);
        Optional<Rules> rules = YamlDocument.compose(text, problems).flatMap(root -> read(file, root, problems));
        if (rules.isEmpty() && problems.none()) {
            problems.add(problems.start(), RulesWording.empty());
        }
        if (!problems.none()) {
            throw new RulesException(problems.inOrder());
        }
        return rules.orElseThrow();
    }

    private static Optional<Rules> read(String file, Node root, Problems problems) {
        YamlValue value = YamlValue.root(root, problems);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return value.mapping(RulesWording.mappingOf(KEYS)).map(mapping -> read(file, mapping.onlyKeys(KEYS)));
    }

    private static Rules read(String file, YamlMapping mapping) {
        mapping.required("version", RulesWording.VERSION).ifPresent(RulesReader::checkVersion);
        Settings defaults = mapping.get("defaults").map(RulesReader::defaults).orElse(Settings.STANDARD);
        Placeholders placeholders =
                mapping.get("placeholders").map(PlaceholdersReader::read).orElse(Placeholders.STANDARD);
        OverridesReader.Allowed allowed =
                mapping.get("overrides").map(OverridesReader::read).orElse(OverridesReader.Allowed.NOTHING);
        List<FunctionRules> functions = mapping.get("functions")
                .map(value -> FunctionsReader.read(value, defaults.onMissing()))
                .orElse(List.of());
        List<TableRules> tables = mapping.required("tables", RulesWording.TABLES)
                .map(value -> TablesReader.read(value, defaults))
                .orElse(List.of());
        String fingerprint = Fingerprint.of(placeholders, allowed, functions, tables);
        return new Rules(file, placeholders, allowed.sql(), allowed.rawUnwrap(), functions, tables, fingerprint);
    }

    private static void checkVersion(YamlValue value) {
        if (!value.isWholeNumber() || !value.written().equals("1")) {
            value.unexpected(RulesWording.VERSION);
        }
    }

    private static Settings defaults(YamlValue value) {
        return value.mapping(RulesWording.mappingOf(SettingsReader.KEYS))
                .map(mapping -> SettingsReader.read(mapping.onlyKeys(SettingsReader.KEYS), Settings.STANDARD))
                .orElse(Settings.STANDARD);
    }
}
