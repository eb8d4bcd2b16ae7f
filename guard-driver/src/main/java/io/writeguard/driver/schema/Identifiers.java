package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;

/** Names in SQL that the guard itself writes. */
public final class Identifiers {

    private Identifiers() {}

    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    public static String quoted(TableName name) {
        return quoted(name.schema()) + "." + quoted(name.name());
    }

    public static String literal(String value) {
        return "E'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
