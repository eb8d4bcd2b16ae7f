package io.writeguard.driver.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.sql.SQLException;

/**
 * Reads a parameter's stream before the driver does: to its end, but no more than {@link #LIMIT} plus one bytes or
 * characters. A result longer than the limit is only the head, and {@code joined} puts it back in front of the rest.
 */
final class ReadAhead {

    /** 1 Mi bytes or characters; no secret is as long, and a batch keeps as much for each of its entries. */
    static final int LIMIT = 1 << 20;

    private ReadAhead() {}

    /** @param length what the driver was told to read at most */
    static byte[] bytes(InputStream stream, long length) throws SQLException {
        try {
            return stream.readNBytes(wanted(length));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** @param length what the driver was told to read at most */
    static String characters(Reader reader, long length) throws SQLException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        try {
            int missing = wanted(length);
            while (missing > 0) {
                int read = reader.read(buffer, 0, Math.min(missing, buffer.length));
                if (read < 0) {
                    break;
                }
                text.append(buffer, 0, read);
                missing -= read;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return text.toString();
    }

    static InputStream joined(byte[] head, InputStream rest) throws SQLException {
        PushbackInputStream joined = new PushbackInputStream(rest, head.length);
        try {
            joined.unread(head);
        } catch (IOException e) {
            throw unreadable(e);
        }
        return joined;
    }

    static Reader joined(String head, Reader rest) throws SQLException {
        PushbackReader joined = new PushbackReader(rest, head.length());
        try {
            joined.unread(head.toCharArray());
        } catch (IOException e) {
            throw unreadable(e);
        }
        return joined;
    }

    /** A negative length is left to the driver, which refuses it. */
    private static int wanted(long length) {
        return (int) Math.max(0, Math.min(length, LIMIT + 1L));
    }

    /** SQLState as pgjdbc's for a stream that fails: unexpected error. */
    private static SQLException unreadable(IOException cause) {
        return new SQLException("the stream given as a parameter could not be read", "99999", cause);
    }
}
