package io.writeguard.driver.cli.ddl;

import io.writeguard.driver.schema.Identifiers;
import io.writeguard.rules.TableName;

/** Names and texts in the SQL that is printed. */
final class Sql {

    private Sql() {}

    static String name(String identifier) {
        return Identifiers.quoted(identifier);
    }

    static String table(TableName table) {
        return table.schema() == null ? name(table.name()) : Identifiers.quoted(table);
    }

    /** A function, or another object, in the schema of the guard. */
    static String own(String identifier) {
        return ObjectNames.SCHEMA + "." + name(identifier);
    }

    /** A string constant of visible ASCII, which means the same whatever the settings are. */
    static String text(String text) {
        if (text.chars().allMatch(character -> character >= ' ' && character <= '~' && character != '\\')) {
            return "'" + text.replace("'", "''") + "'";
        }
        StringBuilder escaped = new StringBuilder("E'");
        text.codePoints().forEach(character -> {
            if (character == '\\' || character == '\'') {
                escaped.append('\\').append((char) character);
            } else if (character == '\n') {
                escaped.append("\\n");
            } else if (character >= ' ' && character <= '~') {
                escaped.append((char) character);
            } else {
                escaped.append(String.format("\\U%08X", character));
            }
        });
        return escaped.append('\'').toString();
    }
}
