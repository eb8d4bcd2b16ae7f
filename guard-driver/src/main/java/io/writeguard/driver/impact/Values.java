package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.ValueType;
import io.writeguard.rules.check.SecretValue;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;

/** Secret values in the guard's own SQL, and back in Java. */
final class Values {

    private Values() {}

    /** An expression of the column's type, in the form that {@link #read} takes. */
    private static String readable(ValueType type, String expression) {
        return switch (type) {
            case TEXT, JSON, UUID -> "(" + expression + ")::pg_catalog.text";
            case BYTES -> "pg_catalog.encode((" + expression + ")::pg_catalog.bytea, 'hex')";
            case ARRAY -> "(" + expression + ")::pg_catalog.text[]";
        };
    }

    /** The secret, of the column's value or a value to be, in the form that {@link #read} takes. */
    static String readable(GuardedColumn secret, String expression) {
        return secret.isMember()
                ? Members.values(secret.document(), secret.rules().member(), expression)
                : readable(secret.type(), expression);
    }

    /** Whether the secret in the column's value, or in a value to be, is there, not empty and not blank. */
    static String present(GuardedColumn secret, String expression) {
        return present(secret.type(), secret.isMember() ? readable(secret, expression) : expression);
    }

    /** Whether a value of the column's type is there, not empty and not blank. */
    private static String present(ValueType type, String expression) {
        String text = readable(type, expression);
        return switch (type) {
            case TEXT, UUID -> "coalesce(" + VisibleText.in(text) + ", false)";
            case BYTES -> "coalesce(" + text + " <> '', false)";
            case JSON ->
                "coalesce(pg_catalog.btrim(" + text + ", E' \\t\\n\\r') NOT IN ('null', '{}', '[]') AND "
                        + VisibleText.inQuoted(text) + ", false)";
            case ARRAY ->
                "EXISTS (SELECT FROM pg_catalog.unnest(" + text + ") AS wg_element(text) WHERE "
                        + VisibleText.in("wg_element.text") + ")";
        };
    }

    static SecretValue read(ResultSet row, int index, ValueType type) throws SQLException {
        if (type == ValueType.ARRAY) {
            Array array = row.getArray(index);
            return array == null
                    ? SecretValue.NULL
                    : new SecretValue.Elements(Arrays.asList((String[]) array.getArray()));
        }
        String text = row.getString(index);
        if (text == null) {
            return SecretValue.NULL;
        }
        return switch (type) {
            case JSON -> SecretValue.json(text);
            case BYTES -> new SecretValue.Bytes(HexFormat.of().parseHex(text));
            default -> new SecretValue.Text(text);
        };
    }
}
