package io.writeguard.driver.judge;

import io.writeguard.driver.copy.CopiedField;
import io.writeguard.driver.impact.NotAskable;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.ValueType;
import io.writeguard.driver.statement.KnownValues;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.plan.CopyOptions;
import io.writeguard.rules.plan.CopyOptions.Format;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Copied fields as values of their columns. */
final class CopiedValues {

    private static final int UUID_SIZE = 16;
    private static final int BYTEA_OID = 17;
    private static final int UUID_OID = 2950;

    private final boolean binary;
    private final Charset charset;

    /**
     * @throws NotAskable where the encoding is not one that the guard reads
     */
    CopiedValues(CopyOptions options) {
        this.binary = options.format() == Format.BINARY;
        this.charset = charset(options.encoding());
    }

    private static Charset charset(String encoding) {
        String name =
                encoding == null ? "utf8" : encoding.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return switch (name) {
            case "utf8", "unicode", "sqlascii" -> StandardCharsets.UTF_8;
            case "latin1", "iso88591" -> StandardCharsets.ISO_8859_1;
            default -> throw new NotAskable("its data is in an encoding that the guard does not read");
        };
    }

    /** The value; null for a default that only the database can tell. */
    SecretValue of(CopiedField field, GuardedColumn column) {
        if (field.isDefault()) {
            return KnownValues.ofDefault(column);
        }
        if (field.bytes() == null) {
            return SecretValue.NULL;
        }
        return binary ? ofBinary(field.bytes(), column) : ofText(text(field.bytes()), column.type());
    }

    private static SecretValue ofText(String text, ValueType type) {
        return switch (type) {
            case TEXT -> new SecretValue.Text(text);
            case UUID -> new SecretValue.Text(text.toLowerCase(Locale.ROOT));
            case JSON -> SecretValue.json(text);
            case BYTES -> SecretValue.bytea(text);
            case ARRAY -> SecretValue.array(text);
        };
    }

    private SecretValue ofBinary(byte[] bytes, GuardedColumn column) {
        return switch (column.type()) {
            case TEXT -> new SecretValue.Text(text(bytes));
            case UUID -> new SecretValue.Text(uuid(ByteBuffer.wrap(bytes), bytes.length));
            case BYTES -> new SecretValue.Bytes(bytes);
            case ARRAY -> array(ByteBuffer.wrap(bytes));
            case JSON -> {
                boolean version = column.column().type().equals("jsonb") && bytes.length > 0;
                yield SecretValue.json(text(bytes).substring(version ? 1 : 0));
            }
        };
    }

    /** Dimensions, whether NULLs occur, the elements' type; of each dimension its size and lower bound; the elements. */
    private SecretValue array(ByteBuffer data) {
        int dimensions = data.getInt();
        data.getInt();
        int type = data.getInt();
        int count = dimensions == 0 ? 0 : 1;
        for (int i = 0; i < dimensions; i++) {
            count *= data.getInt();
            data.getInt();
        }
        List<String> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            elements.add(element(data, type, data.getInt()));
        }
        return new SecretValue.Elements(elements);
    }

    private String element(ByteBuffer data, int type, int size) {
        if (size < 0) {
            return null;
        }
        if (type == UUID_OID) {
            return uuid(data, size);
        }
        byte[] bytes = new byte[size];
        data.get(bytes);
        return type == BYTEA_OID ? new String(bytes, StandardCharsets.UTF_8) : text(bytes);
    }

    private static String uuid(ByteBuffer data, int size) {
        return size == UUID_SIZE ? new UUID(data.getLong(), data.getLong()).toString() : "";
    }

    private String text(byte[] bytes) {
        return new String(bytes, charset);
    }
}
