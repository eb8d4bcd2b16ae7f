package io.writeguard.driver.cli.ddl;

import io.writeguard.driver.impact.StoredSecrets;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.ValueType;

/** The function that says whether a text shows anything, so that the expression for it stands in the database once. */
final class PresentFunction {

    static final String NAME = "writeguard_is_present";

    private PresentFunction() {}

    static String create() {
        return """
                CREATE OR REPLACE FUNCTION %s(value text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $writeguard$
                  SELECT %s
                $writeguard$;
                """.formatted(Sql.own(NAME), StoredSecrets.presentText("value"));
    }

    static String drop() {
        return "DROP FUNCTION IF EXISTS " + Sql.own(NAME) + "(text);\n";
    }

    /** Whether a value of the secret's type is there, not empty and not blank; false for NULL. */
    static String of(GuardedColumn secret, String expression) {
        boolean text = !secret.isMember() && (secret.type() == ValueType.TEXT || secret.type() == ValueType.UUID);
        return text ? Sql.own(NAME) + "(" + expression + "::text)" : StoredSecrets.present(secret, expression);
    }
}
