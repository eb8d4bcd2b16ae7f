package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.sql.SQLException;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;
import org.postgresql.util.ByteStreamWriter;

/** COPY through pgjdbc's own interface: each text is judged before the server sees it. */
final class GuardedCopyManager extends CopyManager {

    private final Session session;

    GuardedCopyManager(BaseConnection raw, Session session) throws SQLException {
        super(raw);
        this.session = session;
    }

    private void refuseUnlessHarmless(String sql, String route) throws SQLException {
        session.refuseUnlessHarmless(session.read(sql), route);
    }

    private void judgeIn(String sql) throws SQLException {
        refuseUnlessHarmless(sql, "CopyManager.copyIn");
    }

    private void judgeOut(String sql) throws SQLException {
        refuseUnlessHarmless(sql, "CopyManager.copyOut");
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        judgeIn(sql);
        return super.copyIn(sql);
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
        judgeOut(sql);
        return super.copyOut(sql, to);
    }

    @Override
    public long copyOut(String sql, OutputStream to) throws SQLException, IOException {
        judgeOut(sql);
        return super.copyOut(sql, to);
    }

    @Override
    public long copyIn(String sql, Reader from) throws SQLException, IOException {
        judgeIn(sql);
        return super.copyIn(sql, from);
    }

    @Override
    public long copyIn(String sql, Reader from, int bufferSize) throws SQLException, IOException {
        judgeIn(sql);
        return super.copyIn(sql, from, bufferSize);
    }

    @Override
    public long copyIn(String sql, InputStream from) throws SQLException, IOException {
        judgeIn(sql);
        return super.copyIn(sql, from);
    }

    @Override
    public long copyIn(String sql, InputStream from, int bufferSize) throws SQLException, IOException {
        judgeIn(sql);
        return super.copyIn(sql, from, bufferSize);
    }

    @Override
    public long copyIn(String sql, ByteStreamWriter from) throws SQLException, IOException {
        judgeIn(sql);
        return super.copyIn(sql, from);
    }
}
