package io.writeguard.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one table. */
final class TableReader {

    static final List<String> KEYS = Stream.concat(
                    SettingsReader.KEYS.stream(),
                    Stream.of("reason", "archive", "live-when", "version-columns", "secret-columns"))
            .toList();

    private TableReader() {}

    /** @param defaults what holds for keys that are not there */
    static Optional<TableRules> read(TableName name, YamlMapping.Entry entry, Settings defaults) {
        return entry.value()
                .mapping(RulesWording.mappingOf(KEYS))
                .map(mapping -> read(name, entry.name().location(), mapping.onlyKeys(KEYS), defaults));
    }

    private static TableRules read(TableName name, Location location, YamlMapping mapping, Settings defaults) {
        Settings settings = SettingsReader.read(mapping, defaults);
        return new TableRules(
                name,
                location,
                settings.action(),
                text(mapping, "reason", RulesWording.REASON),
                settings.massInvalidation(),
                settings.staleClear(),
                settings.unanalysable(),
                settings.onMissing(),
                mapping.get("archive").flatMap(ArchiveReader::read).orElse(null),
                text(mapping, "live-when", RulesWording.PREDICATE),
                mapping.get("version-columns").map(TableReader::columns).orElse(List.of()),
                mapping.required("secret-columns", RulesWording.SECRET_COLUMNS)
                        .map(ColumnsReader::read)
                        .orElse(List.of()));
    }

    private static String text(YamlMapping mapping, String key, String expected) {
        return mapping.get(key)
                .flatMap(value -> value.text(expected))
                .map(String::strip)
                .orElse(null);
    }

    private static List<String> columns(YamlValue value) {
        List<String> columns = new ArrayList<>();
        NamesOnce once = new NamesOnce();
        for (YamlValue entry : value.list(RulesWording.COLUMN_LIST).orElse(List.of())) {
            NameReader.column(entry).filter(name -> once.isFirst(name, entry)).ifPresent(columns::add);
        }
        return columns;
    }
}
