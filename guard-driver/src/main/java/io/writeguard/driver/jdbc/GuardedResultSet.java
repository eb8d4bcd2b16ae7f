package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.Session;
import io.writeguard.driver.session.SqlText;
import io.writeguard.driver.session.Submission;
import io.writeguard.driver.statement.BoundValue;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGRefCursorResultSet;

/** Rows; those of an updatable ResultSet are judged by the statement that the driver sends for them. */
final class GuardedResultSet extends DelegatingResultSet implements PGRefCursorResultSet {

    /** Makes the statement that a change of the row stands for; null where it can't be told. */
    @FunctionalInterface
    private interface Change {
        RowStatement of(String relation, List<List<String>> keys) throws SQLException;
    }

    private final GuardedConnection connection;
    private final GuardedStatement<?> maker;
    private final SqlText query;

    /**
     * @param maker the statement it came from; null for those of metadata, arrays and refcursors
     * @param query the text it came from; null likewise, and then the driver gives no updatable one
     */
    GuardedResultSet(ResultSet raw, GuardedConnection connection, GuardedStatement<?> maker, SqlText query) {
        super(raw);
        this.connection = connection;
        this.maker = maker;
        this.query = query;
    }

    @Override
    GuardedConnection connection() {
        return connection;
    }

    @Override
    Statement guarded(Statement back) {
        return maker != null && maker.raw == back ? maker : super.guarded(back);
    }

    @Override
    @SuppressWarnings("deprecation") // the driver still answers it
    public String getRefCursor() {
        return extension(PGRefCursorResultSet.class).getRefCursor();
    }

    @Override
    public void updateRow() throws SQLException {
        boolean sends = !changed.isEmpty() && raw.getRow() > 0;
        send("updateRow", sends, (relation, keys) -> RowStatement.update(relation, raw, changed, keys), raw::updateRow);
        changed.clear();
    }

    @Override
    public void insertRow() throws SQLException {
        boolean sends = !changed.isEmpty();
        send("insertRow", sends, (relation, keys) -> RowStatement.insert(relation, raw, changed), raw::insertRow);
        changed.clear();
    }

    @Override
    public void deleteRow() throws SQLException {
        boolean sends = raw.getRow() > 0;
        send("deleteRow", sends, (relation, keys) -> RowStatement.delete(relation, raw, keys), raw::deleteRow);
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        raw.cancelRowUpdates();
        changed.clear();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        raw.moveToInsertRow();
        changed.clear();
    }

    private interface RowCall {
        void run() throws SQLException;
    }

    /**
     * @param sends whether the driver will come to send anything, and not find that there is nothing to send
     */
    private void send(String method, boolean sends, Change change, RowCall call) throws SQLException {
        boolean updatable = query != null && sends && raw.getConcurrency() == ResultSet.CONCUR_UPDATABLE;
        Set<String> relations = updatable ? RowStatement.relations(connection.raw.nativeSQL(query.sql())) : Set.of();
        for (String relation : relations) {
            Optional<List<List<String>>> keys = connection.session().keysToJudge(relation);
            if (keys.isPresent()) {
                RowStatement statement = relations.size() > 1 ? null : change.of(relation, keys.get());
                if (statement != null) {
                    judged(statement, call);
                    return;
                }
                Session session = connection.session();
                session.refuseUnlessHarmless(session.read("DELETE FROM " + relation), "ResultSet." + method);
            }
        }
        call.run();
    }

    private void judged(RowStatement statement, RowCall call) throws SQLException {
        BoundValue[] values = statement.values().toArray(BoundValue[]::new);
        Session session = connection.session();
        try (PreparedStatement judged = connection.raw.prepareStatement(statement.sql())) {
            judged.setQueryTimeout(raw.getStatement().getQueryTimeout());
            session.execute(judged, new Submission(session.read(statement.sql()), values), () -> {
                call.run();
                return null;
            });
        }
    }
}
