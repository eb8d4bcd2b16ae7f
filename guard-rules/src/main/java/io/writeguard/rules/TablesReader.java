package io.writeguard.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code tables}. */
final class TablesReader {

    /** Stands in for a name that is none, so that the rest of the table is read all the same. */
    private static final TableName UNNAMED = new TableName(null, "");

    private TablesReader() {}

    static List<TableRules> read(YamlValue value, Settings defaults) {
        if (value.isEmpty()) {
            value.unexpected(RulesWording.TABLES);
            return List.of();
        }
        List<TableRules> tables = new ArrayList<>();
        NamesOnce once = new NamesOnce();
        for (YamlMapping.Entry entry : entries(value)) {
            Optional<TableName> name = NameReader.table(entry.name());
            Optional<TableRules> table = TableReader.read(name.orElse(UNNAMED), entry, defaults);
            name.filter(known -> once.isFirst(known, entry.name()))
                    .flatMap(known -> table)
                    .ifPresent(tables::add);
        }
        return tables;
    }

    private static List<YamlMapping.Entry> entries(YamlValue value) {
        return value.mapping(RulesWording.TABLES).map(YamlMapping::entries).orElse(List.of());
    }
}
