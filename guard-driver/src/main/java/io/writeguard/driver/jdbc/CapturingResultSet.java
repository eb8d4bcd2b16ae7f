package io.writeguard.driver.jdbc;

import io.writeguard.driver.statement.BoundValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Captures each value that is put into the current row, or into the one to be inserted, as {@link CapturingStatement}
 * does with parameters. Values are kept as long as pgjdbc keeps them: until the row is written, whatever row that is then.
 */
abstract class CapturingResultSet extends GuardedWrapper<ResultSet> {

    /** Which column is meant; asked once the driver has accepted the value. */
    @FunctionalInterface
    interface Column {
        int number() throws SQLException;
    }

    /** One of the {@code update…} methods of a ResultSet. */
    @FunctionalInterface
    interface Update<T> {
        void of(T value) throws SQLException;
    }

    private static final ParameterSetter<Object> AS_THE_DRIVER_SETS_IT =
            (statement, index, value) -> statement.setObject(index, value);

    /** By column number, the last one that was set last. */
    final Map<Integer, BoundValue> changed = new LinkedHashMap<>();

    CapturingResultSet(ResultSet raw) {
        super(raw);
    }

    final <T> void update(Column column, T value, Update<T> update) throws SQLException {
        T copy = ParameterCopy.of(value);
        update.of(copy);
        capture(column, ParameterValue.bound(copy, AS_THE_DRIVER_SETS_IT));
    }

    final void updateBytes(Column column, InputStream stream, long length, Update<InputStream> update)
            throws SQLException {
        updateBytes(column, stream, length, bytes -> bytes, update);
    }

    final void updateAscii(Column column, InputStream stream, long length, Update<InputStream> update)
            throws SQLException {
        updateBytes(column, stream, length, bytes -> new String(bytes, StandardCharsets.US_ASCII), update);
    }

    private void updateBytes(
            Column column,
            InputStream stream,
            long length,
            Function<byte[], Object> content,
            Update<InputStream> update)
            throws SQLException {
        if (stream == null) {
            update(column, null, update);
            return;
        }
        byte[] head = ReadAhead.bytes(stream, length);
        if (head.length > ReadAhead.LIMIT) {
            update(column, ReadAhead.joined(head, stream), update);
        } else {
            update.of(new ByteArrayInputStream(head));
            capture(column, ParameterValue.bound(content.apply(head), AS_THE_DRIVER_SETS_IT));
        }
    }

    final void updateText(Column column, Reader reader, long length, Update<Reader> update) throws SQLException {
        if (reader == null) {
            update(column, null, update);
            return;
        }
        String head = ReadAhead.characters(reader, length);
        if (head.length() > ReadAhead.LIMIT) {
            update(column, ReadAhead.joined(head, reader), update);
        } else {
            update.of(new StringReader(head));
            capture(column, ParameterValue.bound(head, AS_THE_DRIVER_SETS_IT));
        }
    }

    private void capture(Column column, BoundValue value) throws SQLException {
        int number = column.number();
        changed.remove(number);
        changed.put(number, value);
    }
}
