package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.CopyCheck;
import io.writeguard.driver.session.Session;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOperation;
import org.postgresql.core.ParameterList;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandler;
import org.postgresql.jdbc.BatchResultHandler;

/**
 * What {@code new CopyManager(connection.unwrap(BaseConnection.class))} sends its COPY through: that is judged. The
 * driver's own ways to run a query are refused, as no statement of JDBC's tells what they send.
 */
final class GuardedQueryExecutor extends DelegatingQueryExecutor {

    private final GuardedConnection connection;

    GuardedQueryExecutor(QueryExecutor raw, GuardedConnection connection) {
        super(raw);
        this.connection = connection;
    }

    @Override
    public CopyOperation startCopy(String sql, boolean suppressBegin) throws SQLException {
        Session session = connection.session();
        CopyCheck check = session.startCopy(session.read(sql));
        if (!check.isNeeded()) {
            return raw.startCopy(sql, suppressBegin);
        }
        try {
            // a check that has to look at the rows afterwards has opened a transaction
            return new GuardedCopyIn((CopyIn) raw.startCopy(sql, connection.getAutoCommit()), check);
        } catch (SQLException failure) {
            check.failed();
            throw failure;
        }
    }

    /** Names a text that was not sent yet. */
    @Override
    public Object createQueryKey(String sql, boolean escapes, boolean parameters, String... columns) {
        return raw.createQueryKey(sql, escapes, parameters, columns);
    }

    private void refuseUnlessUnwrapped() throws SQLException {
        if (!connection.session().mayUnwrapRaw(QueryExecutor.class)) {
            throw connection.session().refuseUnwrap(QueryExecutor.class);
        }
    }

    @Override
    public void execute(
            Query query, ParameterList parameters, ResultHandler handler, int maxRows, int fetchSize, int flags)
            throws SQLException {
        refuseUnlessUnwrapped();
        raw.execute(query, parameters, handler, maxRows, fetchSize, flags);
    }

    @Override
    public void execute(
            Query query,
            ParameterList parameters,
            ResultHandler handler,
            int maxRows,
            int fetchSize,
            int flags,
            boolean adaptiveFetch)
            throws SQLException {
        refuseUnlessUnwrapped();
        raw.execute(query, parameters, handler, maxRows, fetchSize, flags, adaptiveFetch);
    }

    @Override
    public void execute(
            Query[] queries,
            ParameterList[] parameters,
            BatchResultHandler handler,
            int maxRows,
            int fetchSize,
            int flags)
            throws SQLException {
        refuseUnlessUnwrapped();
        raw.execute(queries, parameters, handler, maxRows, fetchSize, flags);
    }

    @Override
    public void execute(
            Query[] queries,
            ParameterList[] parameters,
            BatchResultHandler handler,
            int maxRows,
            int fetchSize,
            int flags,
            boolean adaptiveFetch)
            throws SQLException {
        refuseUnlessUnwrapped();
        raw.execute(queries, parameters, handler, maxRows, fetchSize, flags, adaptiveFetch);
    }

    @Override
    public void fetch(ResultCursor cursor, ResultHandler handler, int fetchSize, boolean adaptiveFetch)
            throws SQLException {
        refuseUnlessUnwrapped();
        raw.fetch(cursor, handler, fetchSize, adaptiveFetch);
    }

    @Override
    @SuppressWarnings("deprecation")
    public byte[] fastpathCall(int function, ParameterList parameters, boolean suppressBegin) throws SQLException {
        refuseUnlessUnwrapped();
        return raw.fastpathCall(function, parameters, suppressBegin);
    }
}
