package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.CopyCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteStreamWriter;

/** A COPY … FROM STDIN whose rows are judged before the server may commit them. */
final class GuardedCopyIn implements CopyIn {

    private final CopyIn raw;
    private final CopyCheck check;

    GuardedCopyIn(CopyIn raw, CopyCheck check) {
        this.raw = raw;
        this.check = check;
    }

    @FunctionalInterface
    private interface Step<T> {
        T take() throws SQLException;
    }

    /** The driver ends a COPY that fails, and is not asked to cancel it any more. */
    private <T> T step(Step<T> step) throws SQLException {
        try {
            return step.take();
        } catch (SQLException | RuntimeException failure) {
            check.failed();
            throw failure;
        }
    }

    @Override
    public void writeToCopy(byte[] bytes, int from, int length) throws SQLException {
        require(check.accepts(bytes, from, length));
        step(() -> {
            raw.writeToCopy(bytes, from, length);
            return null;
        });
    }

    @Override
    public void writeToCopy(ByteStreamWriter writer) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(writer.getLength());
        try {
            writer.writeTo(() -> bytes);
        } catch (IOException failure) {
            throw new SQLException(failure);
        }
        writeToCopy(bytes.toByteArray(), 0, bytes.size());
    }

    @Override
    public void flushCopy() throws SQLException {
        step(() -> {
            raw.flushCopy();
            return null;
        });
    }

    @Override
    public long endCopy() throws SQLException {
        require(check.acceptsEnd());
        long rows = step(raw::endCopy);
        check.ended();
        return rows;
    }

    private void require(boolean accepted) throws SQLException {
        if (!accepted) {
            raw.cancelCopy();
            throw check.refusal();
        }
    }

    @Override
    public void cancelCopy() throws SQLException {
        step(() -> {
            raw.cancelCopy();
            return null;
        });
        check.failed();
    }

    @Override
    public int getFieldCount() {
        return raw.getFieldCount();
    }

    @Override
    public int getFormat() {
        return raw.getFormat();
    }

    @Override
    public int getFieldFormat(int field) {
        return raw.getFieldFormat(field);
    }

    @Override
    public boolean isActive() {
        return raw.isActive();
    }

    @Override
    public long getHandledRowCount() {
        return raw.getHandledRowCount();
    }
}
