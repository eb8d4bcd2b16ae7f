package io.writeguard.it.jdbc;

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

/** Remembers what is submitted; refuses what names the table {@code guarded} while {@link #refuses} is true. */
final class WatchingSession implements Session {

    final List<Submission> submissions = new ArrayList<>();
    boolean refuses;
    private final Connection raw;

    WatchingSession(Connection raw) {
        this.raw = raw;
    }

    private record Text(String sql) implements SqlText {}

    /** The values of the parameters of one submission. */
    List<Object> values(int submission) {
        List<Object> values = new ArrayList<>();
        for (var bound : submissions.get(submission).values()) {
            values.add(bound == null ? "not set" : bound.known() ? bound.value() : "unknown");
        }
        return values;
    }

    private void judge(SqlText text, String route) throws SQLException {
        if (refuses && text.sql().contains("guarded")) {
            throw new SQLException("refused: " + route);
        }
    }

    @Override
    public SqlText read(String sql) {
        return new Text(sql);
    }

    @Override
    public <T> T execute(Statement statement, Submission submission, SqlCall<T> call) throws SQLException {
        submissions.add(submission);
        judge(submission.text(), "execute");
        return call.run();
    }

    @Override
    public <T> T executeBatch(Statement statement, List<Submission> batch, SqlCall<T> call) throws SQLException {
        submissions.addAll(batch);
        for (Submission submission : batch) {
            judge(submission.text(), "executeBatch");
        }
        return call.run();
    }

    @Override
    public Optional<List<List<String>>> keysToJudge(String relation) {
        return Optional.of(List.of(List.of("id")));
    }

    @Override
    public void refuseUnlessHarmless(SqlText text, String route) throws SQLException {
        judge(text, route);
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
    public void cancel(Statement statement) {}

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
        call.run();
    }
}
