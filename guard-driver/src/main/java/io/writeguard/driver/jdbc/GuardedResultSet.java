package io.writeguard.driver.jdbc;

import io.writeguard.driver.session.SqlText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGRefCursorResultSet;

/** Rows; those of an updatable ResultSet are changed by the driver with a text of its own. */
final class GuardedResultSet extends DelegatingResultSet implements PGRefCursorResultSet {

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
        refuseUnlessHarmless("ResultSet.updateRow");
        raw.updateRow();
    }

    @Override
    public void insertRow() throws SQLException {
        refuseUnlessHarmless("ResultSet.insertRow");
        raw.insertRow();
    }

    @Override
    public void deleteRow() throws SQLException {
        refuseUnlessHarmless("ResultSet.deleteRow");
        raw.deleteRow();
    }

    private void refuseUnlessHarmless(String route) throws SQLException {
        if (query != null && raw.getConcurrency() == ResultSet.CONCUR_UPDATABLE) {
            connection.session().refuseUnlessHarmless(query, route);
        }
    }
}
