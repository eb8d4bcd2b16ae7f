package io.writeguard.rules;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code secret-columns}, in the short form and in the long one. */
final class ColumnsReader {

    private ColumnsReader() {}

    static List<SecretColumn> read(YamlValue value) {
        if (value.isEmpty()) {
            value.unexpected(RulesWording.SECRET_COLUMNS);
            return List.of();
        }
        return value.isList() ? shortForm(value) : longForm(value);
    }

    private static List<SecretColumn> shortForm(YamlValue value) {
        List<SecretColumn> columns = new ArrayList<>();
        NamesOnce once = new NamesOnce();
        for (YamlValue entry : value.list(RulesWording.SECRET_COLUMNS).orElse(List.of())) {
            NameReader.column(entry)
                    .filter(name -> once.isFirst(name, entry))
                    .ifPresent(name -> columns.add(SecretColumn.of(name, entry.location())));
        }
        return columns;
    }

    private static List<SecretColumn> longForm(YamlValue value) {
        List<SecretColumn> columns = new ArrayList<>();
        NamesOnce once = new NamesOnce();
        for (YamlMapping.Entry entry : entries(value)) {
            List<SecretColumn> secrets = ColumnReader.read(entry);
            boolean first = secrets.isEmpty() || once.isFirst(secrets.get(0).name(), entry.name());
            if (first) {
                columns.addAll(secrets);
            }
        }
        return columns;
    }

    private static List<YamlMapping.Entry> entries(YamlValue value) {
        return value.mapping(RulesWording.SECRET_COLUMNS)
                .map(YamlMapping::entries)
                .orElse(List.of());
    }
}
