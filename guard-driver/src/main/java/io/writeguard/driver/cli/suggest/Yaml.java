package io.writeguard.driver.cli.suggest;

import io.writeguard.driver.schema.Identifiers;
import io.writeguard.rules.TableName;
import java.util.Set;

/** Texts and names as the rules file takes them. */
final class Yaml {

    /** What YAML 1.1 or 1.2 would read as something else than text. */
    private static final Set<String> NOT_TEXT =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n", "inf", "nan");

    private Yaml() {}

    /** In quotes that leave a backslash as it is. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String table(TableName name) {
        return scalar(sqlName(name.schema()) + "." + sqlName(name.name()));
    }

    static String column(String name) {
        return scalar(sqlName(name));
    }

    /** In double quotes where PostgreSQL would fold it. */
    static String sqlName(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : Identifiers.quoted(name);
    }

    private static String scalar(String sqlName) {
        return sqlName.contains("\"") || NOT_TEXT.contains(sqlName) ? text(sqlName) : sqlName;
    }
}
