package io.writeguard.rules.check;

import io.writeguard.rules.JsonPath;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnEmpty;
import java.util.stream.Collectors;

/**
 * What a safe statement assigns to a secret's column, in SQL: the secret itself, or the document with the member changed.
 *
 * @param bound the value that is bound
 * @param keptUnlessBound the same, or the stored one where NULL is bound
 * @param removed nothing
 */
record NewValue(String bound, String keptUnlessBound, String removed) {

    static NewValue of(SecretColumn secret) {
        String column = SqlNames.quoted(secret.name());
        if (secret.member() == null) {
            return new NewValue("?", "coalesce(?, " + column + ")", "NULL");
        }
        String document = column + "::jsonb";
        String path = literal(secret.member());
        String stored = document + " #> " + path;
        return new NewValue(
                "jsonb_set(" + document + ", " + path + ", to_jsonb(?::text))",
                "jsonb_set(" + document + ", " + path + ", coalesce(to_jsonb(?::text), " + stored + "))",
                document + " #- " + path);
    }

    /** What the application clears with. */
    String cleared(SecretColumn options) {
        return options.onEmpty() == OnEmpty.CLEAR && options.member() == null ? "''" : removed;
    }

    /** A text array for the operators of jsonb; the first element stands for all of an array. */
    private static String literal(JsonPath path) {
        return path.steps().stream().map(NewValue::element).collect(Collectors.joining(",", "'{", "}'"));
    }

    private static String element(JsonPath.Step step) {
        if (step.key() == null) {
            return step.index() == null ? "0" : step.index().toString();
        }
        boolean plain = step.key().chars().allMatch(letter -> letter == '_' || Character.isLetterOrDigit(letter));
        return plain ? step.key() : "\"" + step.key().replace("'", "''").replace("?", "??") + "\"";
    }
}
