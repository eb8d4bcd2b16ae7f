package io.writeguard.it.shapes;

import io.writeguard.it.printed.Secrets;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;
import org.postgresql.util.PGobject;

/** A type of column, and where in it the secret is. Values are in the type's own text form. */
enum Shape {
    TEXT("text", ""),
    VARCHAR("varchar(80)", ""),
    CHAR("char(60)", ""),
    CITEXT("citext", ""),
    BYTEA("bytea", "\\x") {
        @Override
        String of(String secret) {
            return "\\x" + HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        void bind(PreparedStatement statement, int index, String value) throws SQLException {
            statement.setBytes(index, value == null ? null : HexFormat.of().parseHex(value.substring(2)));
        }
    },
    UUID_("uuid", null) {
        @Override
        String of(String secret) {
            return UUID.nameUUIDFromBytes(secret.getBytes(StandardCharsets.UTF_8))
                    .toString();
        }

        @Override
        void bind(PreparedStatement statement, int index, String value) throws SQLException {
            statement.setObject(index, value == null ? null : UUID.fromString(value));
        }
    },
    TEXT_ARRAY("text[]", "{}") {
        @Override
        String of(String secret) {
            return "{" + secret + ",second-" + secret + "}";
        }
    },
    UUID_ARRAY("uuid[]", "{}") {
        @Override
        String of(String secret) {
            return "{" + UUID_.of(secret) + "," + UUID_.of("second " + secret) + "}";
        }
    },
    JSON("json", "\"\""),
    JSONB("jsonb", "\"\""),
    MEMBER_OF_JSON("json", "{\"login\": \"me\", \"password\": \"\"}"),
    MEMBER_OF_JSONB("jsonb", "{\"login\": \"me\", \"password\": \"\"}"),
    MEMBER_OF_TEXT("text", "{\"login\": \"me\", \"password\": \"\"}"),
    SOME_ROWS("text", "");

    private static final String MASK = "********";

    private final String type;
    private final String empty;

    Shape(String type, String empty) {
        this.type = type;
        this.empty = empty;
    }

    String type() {
        return type;
    }

    /** The column in the long form of the rules file. */
    String rules() {
        if (isMember()) {
            return "{json-members: [$.password]}";
        }
        return this == SOME_ROWS ? "{only-rows: \"kind = 'secret'\"}" : "{}";
    }

    boolean isMember() {
        return name().startsWith("MEMBER");
    }

    /** A value that holds this secret. */
    String of(String secret) {
        return switch (this) {
            case JSON, JSONB -> "{\"secret\": \"" + secret + "\"}";
            case MEMBER_OF_JSON, MEMBER_OF_JSONB, MEMBER_OF_TEXT ->
                "{\"login\": \"me\", \"password\": \"" + secret + "\"}";
            default -> secret;
        };
    }

    /** Null where no value of the type is empty. */
    String empty() {
        return empty;
    }

    /** A value that stands in for a secret; null where no value of the type can. */
    String placeholder() {
        return switch (this) {
            case UUID_, UUID_ARRAY -> null;
            case JSON, JSONB -> '"' + MASK + '"';
            default -> of(MASK).replace("second-", "");
        };
    }

    /** What clears it: for a member, the document without it. */
    String cleared() {
        return isMember() ? "{\"login\": \"me\"}" : null;
    }

    /** Whether the type has an operator {@code =}. */
    boolean comparable() {
        return !type.equals("json");
    }

    void bind(PreparedStatement statement, int index, String value) throws SQLException {
        Secrets.used(value);
        switch (this) {
            case TEXT, VARCHAR, CHAR, MEMBER_OF_TEXT, SOME_ROWS -> statement.setString(index, value);
            default -> {
                PGobject object = new PGobject();
                object.setType(type);
                object.setValue(value);
                statement.setObject(index, object);
            }
        }
    }

    /** A literal of SQL. */
    String literal(String value) {
        Secrets.used(value);
        return value == null ? "null" : "'" + value + "'";
    }
}
