package io.writeguard.driver.cli.suggest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds secrets in tables of settings, where the name of each stands in a column of its own. */
final class SettingProposals {

    private static final Set<String> NAMES = Set.of(
            "name",
            "key",
            "setting",
            "setting_name",
            "setting_key",
            "param",
            "parameter",
            "option",
            "option_name",
            "config_key",
            "property",
            "property_key",
            "var",
            "variable",
            "code",
            "code_name");
    private static final Set<String> VALUES = Set.of(
            "value",
            "val",
            "setting_value",
            "config_value",
            "option_value",
            "property_value",
            "content",
            "data",
            "text_value",
            "string_value");
    private static final int MOST_NAMES = 40;

    private SettingProposals() {}

    static Optional<Proposal> of(SchemaTable table, SchemaTable.Column column, Map<String, List<String>> sample) {
        if (!VALUES.contains(column.name()) || !column.secretType() || !sample.containsKey(column.name())) {
            return Optional.empty();
        }
        return table.columns().stream()
                .filter(name -> NAMES.contains(name.name()) && name.text() && sample.containsKey(name.name()))
                .findFirst()
                .flatMap(name -> of(column, name.name(), sample));
    }

    private static Optional<Proposal> of(
            SchemaTable.Column column, String nameColumn, Map<String, List<String>> sample) {
        TreeSet<String> secrets = new TreeSet<>();
        for (String setting : sample.get(nameColumn)) {
            if (setting != null && NameHint.of(setting) == NameHint.STRONG) {
                secrets.add("'" + setting.replace("'", "''") + "'");
            }
        }
        if (secrets.isEmpty() || secrets.size() > MOST_NAMES) {
            return Optional.empty();
        }
        String name = Yaml.sqlName(nameColumn);
        String predicate = secrets.size() == 1
                ? name + " = " + secrets.first()
                : name + " in (" + String.join(", ", secrets) + ")";
        return Optional.of(new Proposal(
                column.name(),
                true,
                List.of("only-rows: " + Yaml.text(predicate)),
                List.of(),
                "by the names of " + secrets.size() + (secrets.size() == 1 ? " setting" : " settings")));
    }
}
