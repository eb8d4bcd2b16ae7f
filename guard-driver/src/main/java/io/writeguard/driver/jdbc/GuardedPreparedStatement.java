package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.SqlText;
import io.writeguard.driver.session.Submission;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A prepared statement: its text is read once, its parameters are captured as they are set. */
class GuardedPreparedStatement<S extends PreparedStatement> extends DelegatingPreparedStatement<S> {

    private final SqlText text;

    GuardedPreparedStatement(S raw, GuardedConnection connection, SqlText text) {
        super(raw, connection);
        this.text = text;
    }

    private Submission submission() {
        return new Submission(text, values.copy());
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        ResultSet rows = send(submission(), raw::executeQuery);
        return guarded(rows);
    }

    @Override
    public boolean execute() throws SQLException {
        return send(submission(), raw::execute);
    }

    @Override
    public int executeUpdate() throws SQLException {
        return send(submission(), raw::executeUpdate);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return send(submission(), raw::executeLargeUpdate);
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
