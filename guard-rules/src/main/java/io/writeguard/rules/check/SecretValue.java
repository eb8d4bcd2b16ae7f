package io.writeguard.rules.check;

import java.util.List;

/** A value on its way into a secret column. Its {@code toString} never shows it. */
public sealed interface SecretValue {

    /** SQL NULL. */
    SecretValue NULL = new Null();

    /**
     * A json or jsonb document: a string stands for its contents, {@code null} is NULL, <code>{}</code> and {@code []} are
     * empty, anything else is the text of the document.
     *
     * @param document null for SQL NULL
     */
    static SecretValue json(String document) {
        return JsonDocument.value(document);
    }

    /**
     * A bytea that is given as text, as a literal or by {@code setString}.
     *
     * @param text hex or escape format; null for SQL NULL
     */
    static SecretValue bytea(String text) {
        return text == null ? NULL : PostgresText.bytea(text);
    }

    /**
     * An array that is given as text, as a literal or by {@code setString}.
     *
     * @param text such as <code>{a,"b c",NULL}</code>; null for SQL NULL
     */
    static SecretValue array(String text) {
        return text == null ? NULL : PostgresText.array(text);
    }

    /** SQL NULL. */
    record Null() implements SecretValue {}

    /** Any textual type: text, varchar, char, citext, uuid, json, jsonb. */
    record Text(String value) implements SecretValue {
        @Override
        public String toString() {
            return "Text[hidden]";
        }
    }

    /** A bytea. */
    record Bytes(byte[] value) implements SecretValue {
        @Override
        public String toString() {
            return "Bytes[hidden]";
        }
    }

    /** An array; an element may be null. */
    record Elements(List<String> value) implements SecretValue {
        @Override
        public String toString() {
            return "Elements[hidden]";
        }
    }
}
