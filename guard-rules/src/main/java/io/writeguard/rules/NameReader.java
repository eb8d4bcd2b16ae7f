package io.writeguard.rules;

import java.util.Optional;

/** Reads names of tables, columns and functions. Adds a problem for each that is none. */
final class NameReader {

    private NameReader() {}

    static Optional<TableName> table(YamlValue value) {
        if (SqlName.isSchemaPattern(value.written())) {
            value.notInThisVersion(RulesWording.INSTEAD_OF_SCHEMA_PATTERN);
            return Optional.empty();
        }
        return name(value, RulesWording.TABLE_NAME).map(name -> new TableName(name.schema(), name.name()));
    }

    static Optional<String> column(YamlValue value) {
        return name(value, RulesWording.COLUMN_NAME)
                .filter(name -> name.schema() == null || reject(value, RulesWording.COLUMN_NAME))
                .map(SqlName::name);
    }

    static Optional<SqlName> function(YamlValue value) {
        return name(value, RulesWording.FUNCTION_NAME);
    }

    private static Optional<SqlName> name(YamlValue value, String expected) {
        Optional<String> text = value.text(expected);
        Optional<SqlName> name = text.flatMap(SqlName::parse);
        if (text.isPresent() && name.isEmpty()) {
            value.unexpected(expected);
        }
        return name.filter(parts -> !parts.tooLong() || reject(value, RulesWording.nameTooLong()));
    }

    private static boolean reject(YamlValue value, String expected) {
        return value.unexpected(expected).isPresent();
    }
}
