package io.writeguard.driver.jdbc;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.SQLException;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * COPY through pgjdbc's own interface. What comes in is judged where it is sent, in {@link GuardedQueryExecutor}; so is
 * what goes out piece by piece, but only as far as text tells. What goes out whole is judged as any other statement is.
 */
final class GuardedCopyManager extends CopyManager {

    private final CopyManager unguarded;
    private final GuardedConnection connection;

    GuardedCopyManager(BaseConnection raw, GuardedConnection connection) throws SQLException {
        super(connection);
        this.unguarded = new CopyManager(raw);
        this.connection = connection;
    }

    @Override
    public long copyOut(String sql, Writer to) throws SQLException, IOException {
        return readOut(sql, () -> unguarded.copyOut(sql, to));
    }

    @Override
    public long copyOut(String sql, OutputStream to) throws SQLException, IOException {
        return readOut(sql, () -> unguarded.copyOut(sql, to));
    }

    private interface Reading {
        long run() throws SQLException, IOException;
    }

    private long readOut(String sql, Reading reading) throws SQLException, IOException {
        try {
            return connection.judged(sql, () -> {
                try {
                    return reading.run();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
