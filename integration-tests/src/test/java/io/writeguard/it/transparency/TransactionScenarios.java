package io.writeguard.it.transparency;

import static io.writeguard.it.transparency.Scenario.attempt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** Transactions, savepoints and what fails in them. */
final class TransactionScenarios {

    private static final String ROTATE = "update token set secret = 'rotated-in-transaction' where id = 1";
    private static final String CLEAR = "update token set refresh = null where id in (1, 2, 4)";
    private static final String FAIL = "update token set n = 1/0 where id = 1";

    static final List<Scenario> ALL = List.of(
            new Scenario("committed", connection -> {
                connection.setAutoCommit(false);
                run(connection, ROTATE, CLEAR, "delete from client where id = 2");
                connection.commit();
                run(connection, "update token set n = 5");
                connection.rollback();
            }),
            new Scenario("failed and committed", connection -> {
                connection.setAutoCommit(false);
                run(connection, ROTATE, FAIL, CLEAR, "select 1");
                attempt(connection::commit);
                run(connection, "select 2");
                connection.commit();
            }),
            new Scenario("failed and turned to auto-commit", connection -> {
                connection.setAutoCommit(false);
                run(connection, CLEAR, FAIL);
                attempt(() -> connection.setAutoCommit(true));
                connection.getAutoCommit();
                run(connection, ROTATE);
            }),
            new Scenario("turned to auto-commit", connection -> {
                connection.setAutoCommit(false);
                run(connection, CLEAR);
                connection.setAutoCommit(true);
                attempt(connection::commit);
                attempt(connection::rollback);
                attempt(connection::setSavepoint);
                attempt(() -> connection.setSavepoint("name"));
            }),
            new Scenario("named and unnamed savepoints", TransactionScenarios::savepoints),
            new Scenario("savepoints nested and misused", connection -> {
                connection.setAutoCommit(false);
                Savepoint outer = connection.setSavepoint("outer");
                run(connection, CLEAR);
                Savepoint inner = connection.setSavepoint("inner");
                run(connection, FAIL);
                connection.rollback(inner);
                connection.releaseSavepoint(outer);
                attempt(() -> connection.rollback(inner));
                attempt(() -> connection.rollback(outer));
                attempt(() -> connection.releaseSavepoint(outer));
                attempt(() -> connection.rollback((Savepoint) null));
                attempt(outer::getSavepointId);
                attempt(outer::getSavepointName);
                attempt(connection::commit);
            }),
            new Scenario("transactions as text", connection -> {
                run(
                        connection,
                        "begin",
                        CLEAR,
                        "savepoint s",
                        ROTATE,
                        "rollback to s",
                        "release s",
                        "commit and chain",
                        "delete from client where id = 1",
                        FAIL,
                        "select 1",
                        "rollback and chain",
                        ROTATE,
                        "end",
                        "commit",
                        "rollback",
                        "savepoint s");
            }),
            new Scenario("transactions as text without auto-commit", connection -> {
                connection.setAutoCommit(false);
                run(
                        connection,
                        "begin",
                        ROTATE,
                        "commit",
                        CLEAR,
                        "savepoint s",
                        FAIL,
                        "rollback to s",
                        "commit",
                        "abort");
                connection.commit();
            }),
            new Scenario("isolation levels", connection -> {
                for (int level : new int[] {
                    Connection.TRANSACTION_SERIALIZABLE,
                    Connection.TRANSACTION_REPEATABLE_READ,
                    Connection.TRANSACTION_READ_UNCOMMITTED,
                    Connection.TRANSACTION_READ_COMMITTED,
                    77
                }) {
                    attempt(() -> connection.setTransactionIsolation(level));
                    connection.getTransactionIsolation();
                    connection.setAutoCommit(false);
                    run(connection, CLEAR, ROTATE, "show transaction_isolation");
                    attempt(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
                    connection.commit();
                    connection.setAutoCommit(true);
                }
            }),
            new Scenario("isolation set after auto-commit went off", connection -> {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                run(connection, "delete from client where id = 3", "show transaction_isolation");
                connection.commit();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                run(connection, CLEAR);
                connection.rollback();
            }),
            new Scenario("read-only", connection -> {
                connection.setReadOnly(true);
                connection.isReadOnly();
                run(
                        connection,
                        ROTATE,
                        CLEAR,
                        "insert into note (body) values ('x')",
                        "select id from token where id = 1");
                run(connection, "delete from client where id = 1", "select rotate('owner1', 'another-secret')");
                connection.setReadOnly(false);
                run(connection, ROTATE);
                connection.setAutoCommit(false);
                connection.setReadOnly(true);
                run(connection, CLEAR);
                attempt(() -> connection.setReadOnly(false));
                connection.rollback();
                run(connection, "select 1");
                attempt(() -> connection.setReadOnly(false));
                connection.rollback();
            }),
            new Scenario(
                    "holdable rows over a commit",
                    connection -> holdability(connection, ResultSet.HOLD_CURSORS_OVER_COMMIT)),
            new Scenario(
                    "rows closed at commit", connection -> holdability(connection, ResultSet.CLOSE_CURSORS_AT_COMMIT)),
            new Scenario("a cursor beside writes", connection -> {
                connection.setAutoCommit(false);
                try (Statement reader = connection.createStatement()) {
                    reader.setFetchSize(2);
                    try (ResultSet rows = reader.executeQuery("select id from token order by id")) {
                        while (rows.next()) {
                            int id = rows.getInt(1);
                            run(connection, "update token set secret = 'walked-over-" + id + "' where id = " + id);
                            run(connection, "update token set refresh = null where id <= " + id);
                        }
                    }
                }
                connection.commit();
            }),
            new Scenario("where current of", connection -> {
                connection.setAutoCommit(false);
                run(
                        connection,
                        "declare c cursor for select * from token order by id for update",
                        "fetch 2 from c",
                        "update token set secret = 'at-the-cursor' where current of c",
                        "delete from token where current of c",
                        "close c");
                connection.commit();
            }),
            new Scenario("deferred constraint", connection -> {
                run(connection, "create temp table d (a int unique deferrable initially deferred)");
                connection.setAutoCommit(false);
                run(connection, "insert into d values (1), (1)", ROTATE);
                attempt(connection::commit);
                run(connection, "select count(*) from d");
                connection.commit();
            }),
            new Scenario(
                    "constraint in auto-commit mode",
                    connection -> run(
                            connection,
                            "alter table client_token alter constraint client_token_client_fkey deferrable initially deferred",
                            "insert into client_token values (77, 'dangling-secret')",
                            "update client_token set client = 88 where client = 1",
                            "alter table client_token alter constraint client_token_client_fkey not deferrable")),
            new Scenario("left open", connection -> {
                connection.setAutoCommit(false);
                run(connection, CLEAR, ROTATE);
            }),
            new Scenario("prepared transaction", connection -> {
                connection.setAutoCommit(false);
                run(connection, ROTATE, "prepare transaction 'nobody'", "rollback prepared 'nobody'");
                connection.rollback();
                connection.setAutoCommit(true);
                run(connection, "rollback prepared 'nobody'");
            }));

    private TransactionScenarios() {}

    private static void run(Connection connection, String... texts) throws SQLException {
        for (String sql : texts) {
            try (Statement statement = connection.createStatement()) {
                attempt(() -> Reading.execute(statement, sql));
            }
        }
    }

    private static void savepoints(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Savepoint unnamed = connection.setSavepoint();
        unnamed.getSavepointId();
        attempt(unnamed::getSavepointName);
        run(connection, CLEAR);
        Savepoint named = connection.setSavepoint("a \"name\"");
        named.getSavepointName();
        run(connection, FAIL);
        connection.rollback(named);
        connection.releaseSavepoint(named);
        run(connection, ROTATE);
        connection.rollback(unnamed);
        run(connection, "delete from client where id = 4");
        connection.commit();
    }

    private static void holdability(Connection connection, int holdability) throws SQLException {
        connection.setHoldability(holdability);
        connection.getHoldability();
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(
                "select id, secret from token order by id",
                ResultSet.TYPE_FORWARD_ONLY,
                ResultSet.CONCUR_READ_ONLY,
                holdability)) {
            statement.setFetchSize(3);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                rows.getHoldability();
                run(connection, ROTATE);
                connection.commit();
                attempt(() -> Reading.rows(rows));
            }
        }
        connection.rollback();
    }
}
