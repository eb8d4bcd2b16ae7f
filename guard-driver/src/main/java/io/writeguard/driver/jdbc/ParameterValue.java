package io.writeguard.driver.jdbc;

import io.writeguard.driver.statement.BoundValue;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.postgresql.util.ByteStreamWriter;
import org.postgresql.util.PGobject;

/** What a Java object is once it is sent, following {@code PgPreparedStatement.setObject} of pgjdbc. */
final class ParameterValue {

    private ParameterValue() {}

    static <T> BoundValue bound(T value, ParameterSetter<T> setter) {
        BoundValue.Setter again = (statement, index) -> setter.set(statement, index, value);
        if (value == null || value instanceof String || isPlain(value)) {
            return BoundValue.of(value, again);
        }
        if (isOpaque(value)) {
            return BoundValue.unknown(again);
        }
        if (value instanceof java.sql.Array array) {
            return elementsOf(array, again);
        }
        if (value.getClass().isArray()) {
            return BoundValue.of(elements(value), again);
        }
        return BoundValue.of(value instanceof PGobject object ? object.getValue() : value.toString(), again);
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number
                || value instanceof byte[]
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof Date
                || value instanceof Calendar
                || value instanceof TemporalAccessor;
    }

    /** Large objects arrive as an oid, the others as a text that only the driver composes. */
    private static boolean isOpaque(Object value) {
        return value instanceof Blob
                || value instanceof Clob
                || value instanceof InputStream
                || value instanceof Reader
                || value instanceof ByteStreamWriter
                || value instanceof Map
                || value instanceof SQLXML
                || value instanceof Struct
                || value instanceof Ref
                || value instanceof RowId;
    }

    private static BoundValue elementsOf(java.sql.Array array, BoundValue.Setter again) {
        try {
            Object elements = array.getArray();
            return BoundValue.of(elements == null ? null : elements(elements), again);
        } catch (SQLException e) {
            return BoundValue.unknown(again);
        }
    }

    private static List<String> elements(Object array) {
        List<String> elements = new ArrayList<>();
        addElements(array, elements);
        return elements;
    }

    private static void addElements(Object array, List<String> elements) {
        int length = Array.getLength(array);
        for (int i = 0; i < length; i++) {
            Object element = Array.get(array, i);
            if (element instanceof byte[] bytes) {
                elements.add(new String(bytes, StandardCharsets.UTF_8));
            } else if (element != null && element.getClass().isArray()) {
                addElements(element, elements);
            } else {
                elements.add(element == null ? null : element.toString());
            }
        }
    }
}
