package io.writeguard.it.transparency;

import static io.writeguard.it.transparency.Scenario.attempt;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Statements without parameters. */
final class StatementScenarios {

    private static final List<String> TEXTS = List.of(
            "select id, body, n, at, amount, data, tags, doc, flag, big from note order by id",
            "select id, owner, secret, refresh from token order by id",
            "select * from token_view where secret is null order by id",
            "update note set body = body || '!' where id > 3",
            "update token set secret = 'rotated-secret-of-one' where id = 1",
            "update token set secret = 'rotated-' || id, n = n + 1 where id in (1, 2, 3) returning id, n",
            "update token set refresh = null where id = 2",
            "update token set refresh = null where id between 1 and 5",
            "update token_view set secret = 'by-way-of-the-view' where id = 4",
            "update token set n = 0 where id > 0",
            "update token set secret = secret where id > 0",
            "delete from token where id > 10",
            "delete from token where id = 11 returning id, owner",
            "delete from client where id = 1",
            "delete from client where id in (2, 3) returning name",
            "insert into token (owner, secret) values ('new', 'a-new-secret')",
            "insert into token (owner, secret) values ('owner1', 'a-new-secret')",
            "insert into token (owner, secret) values ('owner1', 'another-secret') on conflict (owner) do update set secret"
                    + " = excluded.secret",
            "insert into token (owner, secret) values ('owner2', 'x-secret') on conflict do nothing",
            "insert into signal (owner) values ('owner3')",
            "insert into signal (owner) select owner from token where id < 4 order by id returning id",
            "select rotate('owner4', 'rotated-by-function')",
            "call retire('owner5', null)",
            "do $$ begin update token set refresh = null where id = 7; raise notice 'done'; end $$",
            "with gone as (delete from token where id = 12 returning id) select * from gone",
            "with moved as (update token set n = n + 1 where id = 1 returning id) insert into note (body) select 'moved'"
                    + " from moved",
            "merge into token t using (values (1, 'merged-secret')) v (id, secret) on t.id = v.id when matched then"
                    + " update set secret = v.secret",
            "explain (costs off) insert into token (owner) values ('nobody')",
            "select 1; select 2; update note set n = 1 where id = 1; select 3",
            "update token set n = 1 where id = 1; update token set secret = 'two-in-one-text' where id = 2; select 5",
            "update token set secret = 'first-of-two' where id = 1; select 1/0",
            "select 1; selekt 2",
            "",
            ";",
            "-- nothing",
            "selekt",
            "update nowhere set a = 1",
            "update token set nothing = 1",
            "update token set secret = 'x-secret-y' where nothing = 1",
            "update token set n = 1/0 where id = 1",
            "update token set secret = 'abc-def-ghi' where id = 1/0",
            "update note set n = 2000 where id = 1",
            "insert into token (id, owner, secret) values (1, 'dup', 'duplicate-key-secret')",
            "update token set id = 1 where id = 2",
            "truncate client cascade",
            "truncate signal",
            "drop table nowhere",
            "create temp table t (a int)",
            "create table t (a int primary key); drop table t",
            "select warn('a'), warn('b')",
            "select words(5)",
            "{call warn('c')}",
            "select {fn upper('abc')}, {d '2024-05-06'}, {ts '2024-05-06 07:08:09'}",
            "update token set n = {fn abs(-4)} where owner = {fn lcase('OWNER1')}",
            "set local work_mem = '1MB'",
            "show work_mem",
            "lock table token in share mode",
            "values (1, 'a'), (2, 'b')",
            "select count(*), max(secret) from token",
            "select '\\', 'it''s', $$dollar$$, E'\\n', U&'\\0041'",
            "declare c cursor with hold for select id from token order by id; fetch 2 from c; close c",
            "listen something; notify something, 'payload'",
            "copy note (body) to stdout",
            "copy token (owner) from stdin",
            "prepare p (int) as update token set n = $1 where id = $1; execute p(2); deallocate p",
            "analyze note",
            "comment on table note is 'notes'");

    static final List<Scenario> ALL = List.of(
            new Scenario("every text by execute", connection -> eachAlone(connection, Reading::execute)),
            new Scenario("every text by executeQuery", connection -> eachAlone(connection, Reading::query)),
            new Scenario("every text by executeUpdate", connection -> eachAlone(connection, Statement::executeUpdate)),
            new Scenario(
                    "every text by executeLargeUpdate",
                    connection -> eachAlone(connection, Statement::executeLargeUpdate)),
            new Scenario(
                    "every text for its keys",
                    connection -> eachAlone(connection, (statement, sql) -> {
                        statement.execute(sql, Statement.RETURN_GENERATED_KEYS);
                        Reading.rows(statement.getGeneratedKeys());
                    })),
            new Scenario(
                    "every text for a key by name",
                    connection -> eachAlone(connection, (statement, sql) -> {
                        statement.executeUpdate(sql, new String[] {"id"});
                        Reading.rows(statement.getGeneratedKeys());
                    })),
            new Scenario(
                    "every text for a key by number",
                    connection -> eachAlone(connection, (statement, sql) -> {
                        statement.execute(sql, new int[] {1});
                        Reading.rows(statement.getGeneratedKeys());
                    })),
            new Scenario("every text in a transaction", connection -> {
                connection.setAutoCommit(false);
                eachAlone(connection, (statement, sql) -> {
                    try {
                        Reading.execute(statement, sql);
                        statement.executeUpdate("update note set body = 'seen' where id = 8");
                    } finally {
                        connection.getWarnings();
                        connection.rollback();
                    }
                });
            }),
            new Scenario("every text between savepoints", connection -> {
                connection.setAutoCommit(false);
                for (String sql : TEXTS) {
                    attempt(() -> {
                        var savepoint = connection.setSavepoint();
                        try (Statement statement = connection.createStatement()) {
                            attempt(() -> Reading.execute(statement, sql));
                        }
                        connection.rollback(savepoint);
                        connection.releaseSavepoint(savepoint);
                    });
                }
                connection.commit();
            }),
            new Scenario(
                    "every text without escape processing",
                    connection -> eachAlone(connection, (statement, sql) -> {
                        statement.setEscapeProcessing(false);
                        Reading.execute(statement, sql);
                    })),
            new Scenario("every text by rows of two", connection -> {
                connection.setAutoCommit(false);
                eachAlone(connection, (statement, sql) -> {
                    statement.setFetchSize(2);
                    try {
                        Reading.execute(statement, sql);
                        connection.commit();
                    } finally {
                        connection.rollback();
                    }
                });
            }),
            new Scenario(
                    "every text by rows of two in auto-commit mode",
                    connection -> eachAlone(connection, (statement, sql) -> {
                        statement.setFetchSize(2);
                        Reading.execute(statement, sql);
                        statement.getFetchSize();
                    })),
            new Scenario(
                    "every text with at most one row",
                    connection -> eachAlone(connection, (statement, sql) -> {
                        statement.setMaxRows(1);
                        Reading.execute(statement, sql);
                        statement.getMaxRows();
                        statement.getLargeMaxRows();
                    })),
            new Scenario("every text on one statement", connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (String sql : TEXTS) {
                        attempt(() -> Reading.execute(statement, sql));
                        statement.getUpdateCount();
                        statement.getLargeUpdateCount();
                        statement.getResultSet();
                        statement.getWarnings();
                        statement.clearWarnings();
                    }
                }
            }),
            new Scenario("every text scrollable and updatable", connection -> {
                for (String sql : TEXTS) {
                    try (Statement statement =
                            connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
                        attempt(() -> Reading.execute(statement, sql));
                    }
                }
            }),
            new Scenario("closed on completion", connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.closeOnCompletion();
                    statement.isCloseOnCompletion();
                    Reading.query(statement, "update token set secret = 'while-closing' where id = 1 returning id");
                    statement.isClosed();
                    attempt(() -> statement.execute("select 1"));
                    attempt(statement::getResultSet);
                }
            }),
            new Scenario("results kept and closed", connection -> {
                try (Statement statement = connection.createStatement()) {
                    attempt(() ->
                            statement.execute("select 1; select 2; update token set n = 3 where id = 1; select 4"));
                    attempt(() -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
                    attempt(() -> statement.getMoreResults(Statement.CLOSE_ALL_RESULTS));
                    attempt(() -> statement.getMoreResults(Statement.CLOSE_CURRENT_RESULT));
                    attempt(statement::getMoreResults);
                }
            }),
            new Scenario("attributes of a statement", StatementScenarios::attributes),
            new Scenario("a statement after its end", connection -> {
                Statement statement = connection.createStatement();
                statement.close();
                statement.close();
                statement.isClosed();
                attempt(() -> statement.execute("update token set n = 1 where id = 1"));
                attempt(() -> statement.addBatch("select 1"));
                attempt(statement::executeBatch);
                attempt(statement::getConnection);
                attempt(statement::getWarnings);
                attempt(statement::cancel);
                attempt(() -> statement.setFetchSize(3));
            }),
            new Scenario("null and odd arguments", connection -> {
                try (Statement statement = connection.createStatement()) {
                    attempt(() -> statement.execute("select 1", 99));
                    attempt(() -> statement.execute("select 1", new String[0]));
                    attempt(() -> statement.execute("select 1", (String[]) null));
                    attempt(() ->
                            statement.executeUpdate("update token set n = 1 where id = 1", new String[] {"nothing"}));
                    attempt(() -> statement.setFetchSize(-1));
                    attempt(() -> statement.setMaxRows(-1));
                    attempt(() -> statement.setQueryTimeout(-1));
                    attempt(() -> statement.setFetchDirection(7));
                    attempt(() -> statement.setCursorName("name"));
                    attempt(() -> connection.createStatement(7, 8));
                    attempt(() -> connection.createStatement(1003, 1007, 9));
                }
            }),
            new Scenario("statement helpers", connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.enquoteLiteral("it's");
                    statement.enquoteIdentifier("Mixed", false);
                    statement.isSimpleIdentifier("abc");
                    statement.enquoteNCharLiteral("x");
                }
            }));

    private StatementScenarios() {}

    private interface Use {
        void of(Statement statement, String sql) throws SQLException;
    }

    private static void eachAlone(Connection connection, Use use) throws SQLException {
        for (String sql : TEXTS) {
            try (Statement statement = connection.createStatement()) {
                attempt(() -> use.of(statement, sql));
                statement.getWarnings();
                statement.getUpdateCount();
                connection.getWarnings();
                connection.clearWarnings();
            }
        }
    }

    private static void attributes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.getResultSetType();
            statement.getResultSetConcurrency();
            statement.getResultSetHoldability();
            statement.getFetchDirection();
            statement.setFetchDirection(ResultSet.FETCH_REVERSE);
            statement.getFetchDirection();
            statement.setMaxFieldSize(3);
            statement.getMaxFieldSize();
            Reading.query(statement, "select secret from token order by id");
            statement.setQueryTimeout(60);
            statement.getQueryTimeout();
            statement.executeUpdate("update token set refresh = null where id < 3");
            statement.setPoolable(true);
            statement.isPoolable();
            statement.setLargeMaxRows(2);
            statement.getLargeMaxRows();
            Reading.query(statement, "select id from token order by id");
            statement.getConnection();
        }
    }
}
