package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.CopyCheck;
import io.writeguard.driver.session.Session;
import io.writeguard.driver.session.SqlCall;
import io.writeguard.driver.session.SqlText;
import io.writeguard.driver.session.Submission;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets everything through and remembers it; a text that names a secret is refused, and so is every unwrapping. */
final class RecordingSession implements Session {

    static final String SECRET = "secret";

    final List<String> asked = new ArrayList<>();
    final List<Submission> submissions = new ArrayList<>();
    private final Connection raw;

    RecordingSession(Connection raw) {
        this.raw = raw;
    }

    private record Text(String sql) implements SqlText {}

    @Override
    public SqlText read(String sql) {
        return new Text(sql);
    }

    @Override
    public <T> T execute(Statement statement, Submission submission, SqlCall<T> call) throws SQLException {
        asked.add("execute");
        submissions.add(submission);
        refuseSecret(submission);
        return call.run();
    }

    @Override
    public <T> T executeBatch(Statement statement, List<Submission> batch, SqlCall<T> call) throws SQLException {
        asked.add("executeBatch");
        submissions.addAll(batch);
        for (Submission submission : batch) {
            refuseSecret(submission);
        }
        return call.run();
    }

    private static void refuseSecret(Submission submission) throws SQLException {
        if (submission.text().sql().contains(SECRET)) {
            throw new SQLException("refused");
        }
    }

    @Override
    public Optional<List<List<String>>> keysToJudge(String relation) {
        return Optional.of(List.of(List.of("id")));
    }

    @Override
    public void refuseUnlessHarmless(SqlText text, String route) throws SQLException {
        asked.add(route);
        if (text.sql().contains(SECRET)) {
            throw new SQLException("refused: " + route);
        }
    }

    @Override
    public CopyCheck startCopy(SqlText text) throws SQLException {
        refuseUnlessHarmless(text, "CopyManager.copyIn");
        return CopyCheck.NOTHING_GUARDED;
    }

    @Override
    public Object guard() {
        return this;
    }

    @Override
    public SQLException refuseUnwrap(Class<?> requested) {
        return new SQLException("refused: " + requested.getName());
    }

    @Override
    public boolean mayUnwrapRaw(Class<?> requested) {
        return false;
    }

    @Override
    public void cancel(Statement statement) {
        asked.add("cancel");
    }

    @Override
    public void commit() throws SQLException {
        raw.commit();
    }

    @Override
    public void rollback() throws SQLException {
        raw.rollback();
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        raw.rollback(savepoint);
    }

    @Override
    public Savepoint setSavepoint(String nameOrNull) throws SQLException {
        return nameOrNull == null ? raw.setSavepoint() : raw.setSavepoint(nameOrNull);
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        raw.releaseSavepoint(savepoint);
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        raw.setAutoCommit(autoCommit);
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        raw.setSchema(schema);
    }

    @Override
    public void close(SqlCall<Void> call) throws SQLException {
        asked.add("close");
        call.run();
    }
}
