package io.writeguard.it.reach;

import io.writeguard.it.reach.Twins.Work;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PGobject;

/** Rows changed through an updatable ResultSet. */
class ResultSetTest {

    private static final String PEOPLE = "select id, name, token from users order by id";
    private static final String EXTRA = """
            alter table users add mail text unique;
            update users set mail = 'user' || id || '@example.org';
            create table notes (id int primary key, note text); insert into notes values (1, 'first'), (2, 'second');
            create table orgs (id int primary key); insert into orgs select generate_series(0, 12);
            alter table users add foreign key (org_id) references orgs on delete cascade;
            """;

    private interface OnRows {
        void run(ResultSet rows) throws Exception;
    }

    private static Work rows(String query, OnRows work) {
        return connection -> {
            try (Statement statement =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
                    ResultSet rows = statement.executeQuery(query)) {
                work.run(rows);
                return rows.getRow();
            }
        };
    }

    @Test
    void updateRow() throws SQLException {
        try (Twins twins = Twins.with(EXTRA)) {
            twins.refuses("empty", rows(PEOPLE, rows -> update(rows, 5, "")))
                    .refuses("a mask", rows(PEOPLE, rows -> update(rows, 5, "********")))
                    .refuses("by label", rows(PEOPLE, rows -> {
                        rows.absolute(5);
                        rows.updateString("TOKEN", " ");
                        rows.updateRow();
                    }))
                    .refuses("a column by another name", rows("select id, token as t from ONLY users;", rows -> {
                        rows.absolute(5);
                        rows.updateString("t", "");
                        rows.updateRow();
                    }))
                    .refuses("a value set for the row before", rows(PEOPLE, rows -> {
                        rows.absolute(5);
                        rows.updateString("token", "");
                        rows.next();
                        rows.updateRow();
                    }))
                    .refusesInTransaction("every row, one by one", rows(PEOPLE, rows -> {
                        while (rows.next()) {
                            rows.updateNull("token");
                            rows.updateRow();
                        }
                    }))
                    .passes("a rotation", rows(PEOPLE, rows -> update(rows, 5, "another")))
                    .passes("a clear", rows("select * from users order by id", rows -> update(rows, 6, null)))
                    .passes("a name", rows(PEOPLE, rows -> {
                        rows.absolute(7);
                        rows.updateString("name", "");
                        rows.updateRow();
                    }))
                    .passes("what was taken back", rows(PEOPLE, rows -> {
                        rows.absolute(8);
                        rows.updateString("token", "");
                        rows.cancelRowUpdates();
                        rows.updateString("name", "x");
                        rows.updateRow();
                    }))
                    .passes("another table", rows("select id, note from notes", rows -> {
                        rows.next();
                        rows.updateString("note", "");
                        rows.updateRow();
                    }));
        }
    }

    private static void update(ResultSet rows, int id, String token) throws SQLException {
        rows.absolute(id);
        rows.updateString("token", token);
        rows.updateRow();
    }

    @Test
    void everyWayToGiveAColumnItsValue() throws SQLException {
        PGobject blank = new PGobject();
        blank.setType("text");
        blank.setValue("");
        char[] secret = "********".toCharArray();
        try (Twins twins = Twins.with(EXTRA + "alter table users add raw bytea default 'key'")) {
            twins.refuses("object", rows(PEOPLE, rows -> {
                        rows.absolute(5);
                        rows.updateObject(3, blank);
                        rows.updateRow();
                    }))
                    .refuses("ascii", rows(PEOPLE, rows -> {
                        rows.absolute(5);
                        rows.updateAsciiStream("token", new ByteArrayInputStream(new byte[] {'*', '*', '*', '*'}), 4);
                        rows.updateRow();
                    }))
                    .refuses("characters", rows(PEOPLE, rows -> {
                        rows.absolute(5);
                        rows.updateCharacterStream(3, new StringReader(new String(secret)), 8);
                        rows.updateRow();
                    }))
                    .passes("characters", rows(PEOPLE, rows -> {
                        rows.absolute(5);
                        rows.updateCharacterStream(3, new StringReader("a good one"), 10);
                        rows.updateRow();
                    }));
        }
    }

    @Test
    void insertRow() throws SQLException {
        try (Twins twins = Twins.with(EXTRA)) {
            twins.refuses("empty", rows(PEOPLE, rows -> insert(rows, 500, "")))
                    .refuses("a placeholder", rows(PEOPLE, rows -> insert(rows, 500, "<redacted>")))
                    .passes("a good one", rows(PEOPLE, rows -> insert(rows, 501, "good")))
                    .passes("none", rows(PEOPLE, rows -> insert(rows, 502, null)))
                    .passes("into another table", rows("select id, note from notes", rows -> {
                        rows.moveToInsertRow();
                        rows.updateInt(1, 3);
                        rows.updateString(2, "");
                        rows.insertRow();
                    }));
        }
    }

    private static void insert(ResultSet rows, int id, String token) throws SQLException {
        rows.moveToInsertRow();
        rows.updateInt("id", id);
        rows.updateString("token", token);
        rows.insertRow();
        rows.moveToCurrentRow();
    }

    @Test
    void deleteRow() throws SQLException {
        try (Twins twins = Twins.with(EXTRA)) {
            twins.refusesInTransaction("one by one", rows(PEOPLE, rows -> deleteAll(rows)))
                    .refusesInTransaction("of a parent", rows("select id from orgs", rows -> deleteAll(rows)))
                    .refuses("the second of two queries", connection -> {
                        try (Statement statement = connection.createStatement(
                                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
                            statement.execute("select id from notes; select id from users");
                            statement.getMoreResults();
                            deleteAll(statement.getResultSet());
                            return null;
                        }
                    })
                    .refusesInTransaction("while another text waits in the batch", connection -> {
                        try (Statement statement = connection.createStatement(
                                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
                            statement.execute("select id from users");
                            statement.addBatch("select id from notes");
                            deleteAll(statement.getResultSet());
                            return null;
                        }
                    })
                    .passes("one", rows(PEOPLE, rows -> {
                        rows.absolute(5);
                        rows.deleteRow();
                    }))
                    .passes("a parent without children", rows("select id from orgs order by id", rows -> {
                        rows.last();
                        rows.deleteRow();
                    }))
                    .passes("another table", rows("select id from notes", rows -> deleteAll(rows)));
        }
    }

    private static void deleteAll(ResultSet rows) throws SQLException {
        while (rows.next()) {
            rows.deleteRow();
        }
    }

    @Test
    void aRowThatNoKeyNames() throws SQLException {
        try (Twins twins = Twins.with("""
                create table codes (oid int, token text); insert into codes select n, 'code ' || n from generate_series(1, 9) n;
                """)) {
            twins.passes("without the guard's tables", rows("select oid, token from codes", rows -> {
                rows.next();
                rows.updateString("token", "");
                rows.updateRow();
            }));
        }
        try (Twins twins = Twins.in("""
                create table users (oid int, token text); insert into users select n, 'code ' || n from generate_series(1, 9) n;
                """, Twins.RULES)) {
            twins.refuses("of the guard's table", rows("select oid, token from users", rows -> {
                rows.next();
                rows.updateString("token", "other");
                rows.updateRow();
            }));
        }
    }

    @Test
    void throughAPreparedQuery() throws SQLException {
        try (Twins twins = Twins.with(EXTRA)) {
            twins.refuses("empty", connection -> prepared(connection, ""))
                    .passes("good", connection -> prepared(connection, "good"));
        }
    }

    private static Object prepared(Connection connection, String token) throws SQLException {
        try (var query = connection.prepareStatement(
                "select id, token from users where id = ?", ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE)) {
            query.setInt(1, 9);
            ResultSet rows = query.executeQuery();
            rows.next();
            rows.updateString(2, token);
            rows.updateRow();
            return rows.getString(2);
        }
    }
}
