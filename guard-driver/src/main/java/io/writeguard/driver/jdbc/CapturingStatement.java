package io.writeguard.driver.jdbc;

import io.writeguard.driver.statement.BoundValue;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Function;
import org.postgresql.util.PGobject;

/**
 * Captures each parameter at the moment it is set. The driver gets the same copy, so that what was judged is what is
 * sent, whatever the application does with its own object meanwhile; only a PGobject, which the driver writes out at
 * once, is handed on itself, since classes of the application's own may note how they were written.
 */
abstract class CapturingStatement<S extends PreparedStatement> extends GuardedStatement<S> {

    final ParameterValues values = new ParameterValues();

    CapturingStatement(S raw, GuardedConnection connection) {
        super(raw, connection);
    }

    final <T> void bind(int index, T value, ParameterSetter<T> setter) throws SQLException {
        T copy = ParameterCopy.of(value);
        setter.set(raw, index, value instanceof PGobject ? value : copy);
        values.put(index, copy, setter);
    }

    final void bindLong(int index, long value, ParameterSetter<Long> setter) throws SQLException {
        raw.setLong(index, value);
        values.putLong(index, value, setter);
    }

    final void bindInt(int index, int value, ParameterSetter<Integer> setter) throws SQLException {
        raw.setInt(index, value);
        values.putInt(index, value, setter);
    }

    final void bindBinaryStream(int index, InputStream stream, long length, ParameterSetter<InputStream> setter)
            throws SQLException {
        bindBytes(index, stream, length, bytes -> bytes, setter);
    }

    final void bindAsciiStream(int index, InputStream stream, long length, ParameterSetter<InputStream> setter)
            throws SQLException {
        bindBytes(index, stream, length, bytes -> new String(bytes, StandardCharsets.US_ASCII), setter);
    }

    final void bindUnicodeStream(int index, InputStream stream, long length, ParameterSetter<InputStream> setter)
            throws SQLException {
        bindBytes(index, stream, length, bytes -> new String(bytes, StandardCharsets.UTF_8), setter);
    }

    private void bindBytes(
            int index,
            InputStream stream,
            long length,
            Function<byte[], Object> content,
            ParameterSetter<InputStream> setter)
            throws SQLException {
        if (stream == null) {
            bind(index, null, setter);
            return;
        }
        byte[] head = ReadAhead.bytes(stream, length);
        if (head.length > ReadAhead.LIMIT) {
            bind(index, ReadAhead.joined(head, stream), setter);
        } else {
            bindContent(
                    index,
                    content.apply(head),
                    (statement, i) -> setter.set(statement, i, new ByteArrayInputStream(head)));
        }
    }

    final void bindCharacters(int index, Reader reader, long length, ParameterSetter<Reader> setter)
            throws SQLException {
        if (reader == null) {
            bind(index, null, setter);
            return;
        }
        String head = ReadAhead.characters(reader, length);
        if (head.length() > ReadAhead.LIMIT) {
            bind(index, ReadAhead.joined(head, reader), setter);
        } else {
            bindContent(index, head, (statement, i) -> setter.set(statement, i, new StringReader(head)));
        }
    }

    private void bindContent(int index, Object content, BoundValue.Setter setter) throws SQLException {
        setter.set(raw, index);
        values.put(index, BoundValue.of(content, setter));
    }
}
