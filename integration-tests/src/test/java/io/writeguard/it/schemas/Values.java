package io.writeguard.it.schemas;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** The values of one transaction: made by chance where a name is first used, or loaded from the database. */
final class Values {

    private static final int ROWS = 2000;
    private static final int GROUPS = 10;

    private final Random random;
    private final Map<String, Object> known = new HashMap<>();

    Values(Random random) {
        this.random = random;
    }

    Object get(String name) {
        if (!known.containsKey(name)) {
            known.put(name, made(name));
        }
        return known.get(name);
    }

    void load(ResultSet row) throws SQLException {
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            known.put(row.getMetaData().getColumnLabel(i), row.getObject(i));
        }
    }

    /** Those of another entry of the batch. */
    Values others() {
        return new Values(random);
    }

    /** The same row under another number is another value, {@code id2}. */
    private Object made(String name) {
        return switch (name.replaceAll("\\d+$", "")) {
            case "id", "client_no" -> row();
            case "ids" -> new Long[] {row(), row(), row()};
            case "n" -> 1L + random.nextInt(GROUPS);
            case "account" -> 1L + random.nextInt(GROUPS * GROUPS);
            case "uuid" -> new UUID(0, row());
            case "newuuid" -> new UUID(random.nextLong(), random.nextLong());
            case "fresh" -> 1_000_000_000L + (random.nextLong() >>> 20);
            case "client" -> "client-" + row();
            case "email" -> "u" + row() + "@example.com";
            case "provider" -> random.nextBoolean() ? "github" : "gitlab";
            case "unique" -> "unique-" + Long.toHexString(random.nextLong());
            case "text" -> "text " + random.nextInt(GROUPS);
            case "now" -> new Timestamp(System.currentTimeMillis());
            case "nothing" -> null;
            case "empty" -> "";
            case "bytes" -> bytes();
            case "token" -> token();
            case "bcrypt" -> "$2a$12$" + token().substring(0, 53);
            case "json" -> "{\"value\":\"" + token() + "\",\"salt\":\"x\"}";
            default -> throw new IllegalArgumentException(name);
        };
    }

    private long row() {
        return 1L + random.nextInt(ROWS);
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private String token() {
        StringBuilder token = new StringBuilder();
        for (byte b : bytes()) {
            token.append(String.format("%02x", b));
        }
        return token.toString();
    }
}
