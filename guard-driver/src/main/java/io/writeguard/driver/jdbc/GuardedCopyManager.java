package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.CopyCheck;
import io.writeguard.driver.session.Session;
import io.writeguard.driver.session.SqlCall;
import io.writeguard.driver.session.Submission;
import io.writeguard.driver.statement.BoundValue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/** COPY through pgjdbc's own interface: each text is judged before the server sees it. */
final class GuardedCopyManager extends CopyManager {

    private static final BoundValue[] NO_VALUES = {};

    private final BaseConnection raw;
    private final CopyManager unguarded;
    private final Session session;

    GuardedCopyManager(BaseConnection raw, Session session) throws SQLException {
        super(raw);
        this.raw = raw;
        this.unguarded = new CopyManager(raw);
        this.session = session;
    }

    private void refuseUnlessHarmless(String sql, String route) throws SQLException {
        session.refuseUnlessHarmless(session.read(sql), route);
    }

    private void judgeOut(String sql) throws SQLException {
        refuseUnlessHarmless(sql, "CopyManager.copyOut");
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        CopyCheck check = session.startCopy(session.read(sql));
        if (!check.isNeeded()) {
            return super.copyIn(sql);
        }
        try {
            return new GuardedCopyIn(super.copyIn(sql), check);
        } catch (SQLException failure) {
            check.failed();
            throw failure;
        }
    }

    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        judgeOut(sql);
        return super.copyOut(sql);
    }

    @Override
    public CopyDual copyDual(String sql) throws SQLException {
        refuseUnlessHarmless(sql, "CopyManager.copyDual");
        return super.copyDual(sql);
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

    /** The query may write, so that it is judged as any other statement is. */
    private long readOut(String sql, Reading reading) throws SQLException, IOException {
        try (Statement statement = raw.createStatement()) {
            return session.execute(statement, new Submission(session.read(sql), NO_VALUES), SqlCall.once(() -> {
                try {
                    return reading.run();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }));
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }
}
