package io.writeguard.rules;

import com.google.re2j.Pattern;

/**
 * A secret column and its options.
 *
 * @param name as PostgreSQL names it, folded and without quotes
 * @param location the line of the rules file that declares it
 * @param format null where none is declared; matched against the whole value, in linear time
 * @param minLength characters; 0 where none is declared
 * @param onlyRows SQL predicate over the table's own columns: the column is secret in the rows that it accepts; null for
 *     all
 * @param member the member of the column's JSON document that is the secret; null for the whole value
 */
public record SecretColumn(
        String name,
        Location location,
        OnEmpty onEmpty,
        OnNull onNull,
        OnPlaceholder onPlaceholder,
        OnInsertEmpty onInsertEmpty,
        OnRepeat onRepeat,
        Pattern format,
        int minLength,
        String onlyRows,
        JsonPath member) {

    /** The column, and the path of the member if it is one: no two secrets of a table have the same. */
    public String label() {
        return member == null ? name : name + " " + member;
    }

    /** One member of the column's document, with the column's options. */
    SecretColumn member(JsonPath path, Location place) {
        return new SecretColumn(
                name,
                place,
                onEmpty,
                onNull,
                onPlaceholder,
                onInsertEmpty,
                onRepeat,
                format,
                minLength,
                onlyRows,
                path);
    }

    /** A column without options: what is the default of each holds. */
    public static SecretColumn of(String name, Location location) {
        return new SecretColumn(
                name,
                location,
                OnEmpty.REJECT,
                OnNull.CLEAR,
                OnPlaceholder.REJECT,
                OnInsertEmpty.REJECT,
                OnRepeat.CLEAR,
                null,
                0,
                null,
                null);
    }

    /** What writing an empty or blank value over a row means. */
    public enum OnEmpty {
        REJECT,
        CLEAR,
        /** Neither refused nor counted. */
        ALLOW
    }

    /** What writing NULL over a row means. */
    public enum OnNull {
        CLEAR,
        REJECT,
        /** Neither refused nor counted. */
        ALLOW
    }

    /** What writing a redaction placeholder means. */
    public enum OnPlaceholder {
        REJECT,
        ALLOW
    }

    /** Whether an INSERT may start a row with an empty value. */
    public enum OnInsertEmpty {
        REJECT,
        ALLOW
    }

    /** What the same value in more than one row means. */
    public enum OnRepeat {
        CLEAR,
        ALLOW
    }
}
