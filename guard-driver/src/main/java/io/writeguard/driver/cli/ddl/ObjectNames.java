package io.writeguard.driver.cli.ddl;

import io.writeguard.rules.Rule;
import io.writeguard.rules.TableName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** What the objects in the database are called: the same for the same rules file, whenever it is asked. */
final class ObjectNames {

    static final String PREFIX = "writeguard_";
    static final String SCHEMA = "writeguard";
    static final String OVERRIDE_ROLE = "writeguard_override";

    /** Bytes of UTF-8 (PostgreSQL manual, "Identifiers and Key Words"). */
    private static final int LONGEST = 63;

    private static final int DIGITS = 8;

    private ObjectNames() {}

    /** A constraint that holds one rule about the values of one column: {@code writeguard_empty_secret_token}. */
    static String constraint(Rule rule, String column) {
        return fitting(PREFIX + rule.id().replace('-', '_') + "_" + column, column);
    }

    /** The function that counts what a statement loses of one table. */
    static String function(TableName table) {
        String name = table.schema() == null ? table.name() : table.schema() + "_" + table.name();
        return fitting(PREFIX + name, table.toString());
    }

    /** The trigger of a table for one event: {@code writeguard_delete}. */
    static String trigger(String event) {
        return PREFIX + event.toLowerCase(Locale.ROOT);
    }

    /** Cut where it is too long, with digits of what it stands for in place of the rest. */
    private static String fitting(String name, String whole) {
        if (bytes(name) <= LONGEST) {
            return name;
        }
        byte[] hash = ByteBuffer.allocate(Long.BYTES)
                .putLong(UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8))
                        .getMostSignificantBits())
                .array();
        String digits = HexFormat.of().formatHex(hash).substring(0, DIGITS);
        String cut = name;
        while (bytes(cut) > LONGEST - DIGITS - 1) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + "_" + digits;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
