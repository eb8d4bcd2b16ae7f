package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.Session;
import io.writeguard.driver.session.SqlCall;
import io.writeguard.driver.session.SqlText;
import io.writeguard.driver.session.Submission;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;

/** A prepared statement: its text is read once, its parameters are captured as they are set. */
class GuardedPreparedStatement<S extends PreparedStatement> extends DelegatingPreparedStatement<S> {

    private static final int NO_RESULT = -1;

    private final SqlText text;
    private final boolean countsAlone;
    private SentElsewhere elsewhere;

    GuardedPreparedStatement(S raw, GuardedConnection connection, SqlText text) {
        this(raw, connection, text, false);
    }

    /**
     * @param countsAlone whether a write by it answers with an update count and nothing else
     */
    GuardedPreparedStatement(S raw, GuardedConnection connection, SqlText text, boolean countsAlone) {
        super(raw, connection);
        this.text = text;
        this.countsAlone = countsAlone;
    }

    /**
     * What came of a write that the session has sent on a statement of its own.
     *
     * @param updateCount {@link #NO_RESULT} once the application has moved on
     */
    private record SentElsewhere(long updateCount, SQLWarning warnings) {}

    private Submission submission() {
        return new Submission(text, values.copy());
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        if (!passes()) {
            ResultSet rows = send(submission(), raw::executeQuery);
            return guarded(rows);
        }
        try {
            return guarded(raw.executeQuery());
        } finally {
            connection().session().passed();
        }
    }

    @Override
    public boolean execute() throws SQLException {
        if (!passes()) {
            return count(raw::execute, (count, warnings) -> false);
        }
        try {
            return raw.execute();
        } finally {
            connection().session().passed();
        }
    }

    @Override
    public int executeUpdate() throws SQLException {
        if (!passes()) {
            return count(raw::executeUpdate, (count, warnings) -> Math.toIntExact(count));
        }
        try {
            return raw.executeUpdate();
        } finally {
            connection().session().passed();
        }
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        if (!passes()) {
            return count(raw::executeLargeUpdate, (count, warnings) -> count);
        }
        try {
            return raw.executeLargeUpdate();
        } finally {
            connection().session().passed();
        }
    }

    /** Where it does, the caller sends it and says so ({@link Session#passed}). */
    private boolean passes() throws SQLException {
        elsewhere = null;
        executing(text);
        return connection().session().passes(text);
    }

    private <T> T count(SqlCall<T> call, Session.Answered<T> result) throws SQLException {
        return countsAlone
                ? send(raw, submission(), call, (count, warnings) -> {
                    elsewhere = new SentElsewhere(count, warnings);
                    return result.by(count, warnings);
                })
                : send(submission(), call);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        elsewhere = null;
        return super.executeBatch();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        elsewhere = null;
        return super.executeLargeBatch();
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return elsewhere == null ? super.getResultSet() : null;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return elsewhere == null ? super.getUpdateCount() : Math.toIntExact(elsewhere.updateCount());
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return elsewhere == null ? super.getLargeUpdateCount() : elsewhere.updateCount();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return elsewhere == null ? super.getMoreResults() : noMore();
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        return elsewhere == null ? super.getMoreResults(current) : noMore();
    }

    private boolean noMore() {
        elsewhere = new SentElsewhere(NO_RESULT, elsewhere.warnings());
        return false;
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        SQLWarning own = super.getWarnings();
        return elsewhere == null || own != null ? own : elsewhere.warnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        super.clearWarnings();
        if (elsewhere != null) {
            elsewhere = new SentElsewhere(elsewhere.updateCount(), null);
        }
    }

    @Override
    public void addBatch() throws SQLException {
        raw.addBatch();
        enqueue(submission());
    }

    @Override
    public void clearParameters() throws SQLException {
        raw.clearParameters();
        values.clear();
    }
}
