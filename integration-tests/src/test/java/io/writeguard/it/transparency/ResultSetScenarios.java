package io.writeguard.it.transparency;

import static io.writeguard.it.transparency.Scenario.attempt;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;

/** Rows: reading, moving, changing. */
final class ResultSetScenarios {

    private static final String NOTES =
            "select id, body, n, at, amount, data, tags, doc, flag, big, x from note order by id";
    private static final String TOKENS = "select id, owner, secret, refresh, n from token order by id";

    static final List<Scenario> ALL = List.of(
            new Scenario("every getter", ResultSetScenarios::getters),
            new Scenario("every getter on tokens", connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(TOKENS)) {
                    attempt(() -> rows.getString(1));
                    rows.next();
                    rows.getString("secret");
                    rows.getString("SECRET");
                    attempt(() -> rows.getString("nothing"));
                    attempt(() -> rows.getString(99));
                    attempt(() -> rows.getInt("secret"));
                    rows.findColumn("refresh");
                    rows.getCharacterStream("secret");
                    rows.getAsciiStream("secret");
                    rows.getObject("n", Long.class);
                    attempt(() -> rows.getObject("n", StringBuilder.class));
                    attempt(() -> rows.getObject("n", Map.of()));
                    rows.getRow();
                    rows.isFirst();
                    attempt(rows::previous);
                }
            }),
            new Scenario("metadata of rows", connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(
                                "select t.id as key, t.secret, n.amount, n.at, 1 + 1 from token t join note n using (id)")) {
                    ResultSetMetaData columns = rows.getMetaData();
                    for (int i = 0; i <= columns.getColumnCount() + 1; i++) {
                        int column = i;
                        attempt(() -> columns.getColumnLabel(column));
                        attempt(() -> columns.getColumnName(column));
                        attempt(() -> columns.getTableName(column));
                        attempt(() -> columns.getSchemaName(column));
                        attempt(() -> columns.getCatalogName(column));
                        attempt(() -> columns.getColumnType(column));
                        attempt(() -> columns.getScale(column));
                        attempt(() -> columns.getColumnDisplaySize(column));
                        attempt(() -> columns.isSigned(column));
                        attempt(() -> columns.isWritable(column));
                        attempt(() -> columns.isCaseSensitive(column));
                    }
                }
            }),
            new Scenario("scrolled", connection -> {
                for (int type : new int[] {ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.TYPE_SCROLL_SENSITIVE}) {
                    try (Statement statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
                            ResultSet rows = statement.executeQuery(TOKENS)) {
                        scroll(rows);
                    }
                }
            }),
            new Scenario("scrolled by rows of three", connection -> {
                connection.setAutoCommit(false);
                try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
                    statement.setFetchSize(3);
                    scroll(statement.executeQuery(NOTES));
                }
                connection.commit();
            }),
            new Scenario("notes changed through rows", connection -> update(connection, NOTES, "body", "changed")),
            new Scenario("rows that can't be changed", connection -> {
                for (String sql : List.of(
                        "select count(*) from note",
                        "select n.id, t.owner from note n join token t using (id)",
                        "select body from note",
                        "select 1 as id")) {
                    attempt(() -> update(connection, sql, "body", "changed"));
                }
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(NOTES)) {
                    rows.next();
                    attempt(() -> rows.updateString("body", "x"));
                    attempt(rows::updateRow);
                    attempt(rows::deleteRow);
                    attempt(rows::moveToInsertRow);
                    attempt(rows::insertRow);
                    attempt(rows::refreshRow);
                    attempt(rows::cancelRowUpdates);
                    attempt(rows::rowUpdated);
                }
            }),
            new Scenario("rows and their ends", connection -> {
                Statement statement = connection.createStatement();
                ResultSet first = statement.executeQuery(TOKENS);
                ResultSet second = statement.executeQuery(NOTES);
                first.isClosed();
                attempt(first::next);
                second.next();
                statement.close();
                second.isClosed();
                attempt(() -> second.getString(1));
                attempt(second::getStatement);
                second.close();
                first.close();
            }),
            new Scenario("rows kept while their statement goes on", connection -> {
                try (Statement statement = connection.createStatement()) {
                    ResultSet rows = statement.executeQuery(TOKENS);
                    rows.next();
                    statement.executeUpdate("update token set secret = 'behind-the-rows' where id = 1");
                    attempt(rows::next);
                    statement.getResultSet();
                    ResultSet again = statement.executeQuery(TOKENS);
                    statement.getResultSet().getStatement();
                    again.getStatement();
                    again.getWarnings();
                    again.clearWarnings();
                    attempt(again::getCursorName);
                    again.getType();
                    again.getConcurrency();
                    attempt(again::getHoldability);
                    again.getFetchSize();
                    again.setFetchSize(3);
                    again.getFetchDirection();
                    attempt(() -> again.setFetchDirection(ResultSet.FETCH_REVERSE));
                }
            }),
            new Scenario("arrays in rows", connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(
                                "select tags, array[[1,2],[3,4]], '{}'::int[], null::text[], array[(1,'a')::pair] from note where id = 1")) {
                    rows.next();
                    for (int i = 1; i <= 5; i++) {
                        int column = i;
                        attempt(() -> {
                            java.sql.Array array = rows.getArray(column);
                            array.getBaseTypeName();
                            array.getArray();
                            array.getArray(1, 1);
                            Scenario.seen(array.toString());
                            Reading.rows(array.getResultSet());
                        });
                        attempt(() -> rows.getObject(column));
                        attempt(() -> rows.getString(column));
                    }
                }
            }),
            new Scenario("xml and large objects", connection -> {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(
                                "select x, lo_from_bytea(0, 'abcdef'), lo_from_bytea(0, 'some text') from note where id = 1")) {
                    rows.next();
                    attempt(() -> rows.getSQLXML(1).getString());
                    attempt(() -> {
                        var blob = rows.getBlob(2);
                        blob.length();
                        blob.getBytes(2, 3);
                        blob.setBytes(1, new byte[] {65, 66});
                        blob.getBinaryStream();
                        blob.truncate(3);
                        blob.length();
                        blob.free();
                        blob.length();
                    });
                    attempt(() -> {
                        var clob = rows.getClob(3);
                        clob.length();
                        clob.getSubString(1, 4);
                        clob.getCharacterStream();
                    });
                }
                attempt(connection::createBlob);
                attempt(connection::createClob);
                attempt(connection::createNClob);
                connection.rollback();
            }));

    private ResultSetScenarios() {}

    private static void getters(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NOTES)) {
            while (rows.next()) {
                for (int i = 1; i <= 11; i++) {
                    int column = i;
                    attempt(() -> rows.getString(column));
                    attempt(() -> rows.getInt(column));
                    attempt(() -> rows.getLong(column));
                    attempt(() -> rows.getDouble(column));
                    attempt(() -> rows.getBigDecimal(column));
                    attempt(() -> rows.getBoolean(column));
                    attempt(() -> rows.getBytes(column));
                    attempt(() -> rows.getTimestamp(column));
                    attempt(() -> rows.getDate(column));
                    attempt(() -> rows.getTime(column));
                    attempt(() -> rows.getObject(column));
                    attempt(() -> rows.getObject(column, String.class));
                    attempt(() -> rows.getObject(column, Timestamp.class));
                    attempt(() -> rows.getObject(column, OffsetDateTime.class));
                    attempt(() -> rows.getBinaryStream(column));
                    attempt(() -> rows.getNString(column));
                    attempt(() -> rows.getURL(column));
                    attempt(() -> rows.getRowId(column));
                    rows.wasNull();
                }
            }
        }
    }

    private static void scroll(ResultSet rows) throws SQLException {
        rows.isBeforeFirst();
        rows.last();
        rows.getRow();
        rows.getString(2);
        rows.first();
        rows.relative(2);
        rows.getString(2);
        rows.absolute(-1);
        rows.previous();
        rows.getObject(1);
        rows.absolute(99);
        rows.isAfterLast();
        attempt(() -> rows.getString(2));
        rows.beforeFirst();
        rows.afterLast();
        rows.previous();
        rows.isLast();
        rows.getRow();
    }

    private static void update(Connection connection, String sql, String column, String value) throws SQLException {
        try (Statement statement =
                        connection.createStatement(ResultSet.TYPE_SCROLL_SENSITIVE, ResultSet.CONCUR_UPDATABLE);
                ResultSet rows = statement.executeQuery(sql)) {
            rows.getConcurrency();
            rows.getType();
            rows.next();
            rows.updateString(column, value);
            rows.updateRow();
            rows.getString(column);
            rows.rowUpdated();
            rows.next();
            rows.updateNull(column);
            rows.cancelRowUpdates();
            rows.getString(column);
            rows.deleteRow();
            rows.rowDeleted();
            rows.moveToInsertRow();
            rows.updateInt("id", 500);
            rows.updateString(column, "inserted");
            rows.insertRow();
            rows.moveToCurrentRow();
            rows.refreshRow();
            rows.last();
            rows.getInt("id");
            attempt(() -> rows.updateInt("n", 5000));
            attempt(rows::updateRow);
        }
    }
}
