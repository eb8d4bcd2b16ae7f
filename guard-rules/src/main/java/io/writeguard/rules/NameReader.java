package io.writeguard.rules;

import java.util.Optional;
import java.util.function.Function;

/** Reads names of tables, columns and functions. Adds a problem for each that is none. */
final class NameReader {

    private NameReader() {}

    static Optional<TableName> table(YamlValue value) {
        return name(value, RulesWording.TABLE_NAME, SqlName::parseTable)
                .map(name -> new TableName(name.schema(), name.name()));
    }

    static Optional<String> column(YamlValue value) {
        return name(value, RulesWording.COLUMN_NAME, SqlName::parse)
                .filter(name -> name.schema() == null || reject(value, RulesWording.COLUMN_NAME))
                .map(SqlName::name);
    }

    static Optional<SqlName> function(YamlValue value) {
        return name(value, RulesWording.FUNCTION_NAME, SqlName::parse);
    }

    private static Optional<SqlName> name(
            YamlValue value, String expected, Function<String, Optional<SqlName>> parser) {
        Optional<String> text = value.text(expected);
        Optional<SqlName> name = text.flatMap(parser);
        if (text.isPresent() && name.isEmpty()) {
            value.unexpected(expected);
        }
        return name.filter(parts -> !parts.tooLong() || reject(value, RulesWording.nameTooLong()));
    }

    private static boolean reject(YamlValue value, String expected) {
        return value.unexpected(expected).isPresent();
    }
}
