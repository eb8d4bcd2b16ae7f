package io.writeguard.it.cases;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.postgresql.util.PGobject;

/** Binds the parameters of a case: {@code "text"}, or an object whose only key says the kind. */
record CaseParameters(TestDatabase database, ReplayCase replayed) {

    private static final int LEFT_DIGITS = 26;

    /** A case may repeat a statement thousands of times; the values of the first rounds stand for all. */
    private static final int SEARCHED_ROUNDS = 3;

    void bind(PreparedStatement statement, JsonArray parameters, int round) throws SQLException {
        for (int index = 1; index <= parameters.size(); index++) {
            JsonElement parameter = parameters.get(index - 1);
            if (parameter.isJsonPrimitive()) {
                bind(statement, index, "text", value(parameter, round));
            } else {
                Map.Entry<String, JsonElement> kind =
                        parameter.getAsJsonObject().entrySet().iterator().next();
                bind(statement, index, kind.getKey(), value(kind.getValue(), round));
            }
        }
    }

    private String value(JsonElement parameter, int round) {
        String value = CaseStatement.fill(parameter.getAsString(), round);
        return round <= SEARCHED_ROUNDS && !replayed.rules().contains(value) ? Secrets.used(value) : value;
    }

    private void bind(PreparedStatement statement, int index, String kind, String value) throws SQLException {
        switch (kind) {
            case "text" -> statement.setString(index, value);
            case "null" -> statement.setNull(index, nullType(value));
            case "long" -> statement.setLong(index, Long.parseLong(value));
            case "int" -> statement.setInt(index, Integer.parseInt(value));
            case "bool" -> statement.setBoolean(index, Boolean.parseBoolean(value));
            case "ts" -> statement.setObject(index, OffsetDateTime.parse(value));
            case "localts" -> statement.setTimestamp(index, Timestamp.valueOf(LocalDateTime.parse(value)));
            case "uuid" -> statement.setObject(index, UUID.fromString(value));
            case "bytes" -> statement.setBytes(index, HexFormat.of().parseHex(value));
            case "reader" -> statement.setCharacterStream(index, new StringReader(value), value.length());
            case "jsonb" -> statement.setObject(index, jsonb(value));
            case "sqlval" -> statement.setString(index, database.text(value));
            case "md5" -> statement.setString(index, md5(value));
            case "left26" -> statement.setString(index, md5(value).substring(0, LEFT_DIGITS));
            default -> throw new IllegalArgumentException("unknown kind of parameter: " + kind);
        }
    }

    private static int nullType(String name) {
        return switch (name) {
            case "jsonb", "other" -> Types.OTHER;
            case "timestamp" -> Types.TIMESTAMP;
            case "binary" -> Types.BINARY;
            default -> Types.VARCHAR;
        };
    }

    private static PGobject jsonb(String value) throws SQLException {
        PGobject object = new PGobject();
        object.setType("jsonb");
        object.setValue(value);
        return object;
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
