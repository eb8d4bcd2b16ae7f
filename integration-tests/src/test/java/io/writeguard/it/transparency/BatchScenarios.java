package io.writeguard.it.transparency;

import static io.writeguard.it.transparency.Scenario.attempt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

/** Batches, of texts and of parameters. */
final class BatchScenarios {

    private static final String INSERT_NOTE = "insert into note (body, n) values (?, ?)";
    private static final String INSERT_TOKEN = "insert into token (owner, secret) values (?, ?)";
    private static final String ROTATE = "update token set secret = ? where owner = ?";
    private static final String UPSERT =
            "insert into token (owner, secret) values (?, ?) on conflict (owner) do update set secret = excluded.secret";

    static final List<Scenario> ALL = List.of(
            new Scenario("a batch of texts", connection -> texts(connection, Statement::executeBatch)),
            new Scenario("a large batch of texts", connection -> texts(connection, Statement::executeLargeBatch)),
            new Scenario("a batch of texts that fails", connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.addBatch("update token set secret = 'before-the-error' where id = 1");
                    statement.addBatch("update token set n = 1/0 where id = 2");
                    statement.addBatch("update token set secret = 'after-the-error' where id = 3");
                    attempt(statement::executeBatch);
                    statement.executeBatch();
                }
            }),
            new Scenario("a batch with a query", connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.addBatch("update token set secret = 'before-the-query' where id = 1");
                    statement.addBatch("select 1");
                    attempt(statement::executeBatch);
                    attempt(statement::executeBatch);
                }
            }),
            new Scenario("an empty batch", connection -> {
                try (Statement statement = connection.createStatement();
                        PreparedStatement prepared = connection.prepareStatement(ROTATE)) {
                    statement.executeBatch();
                    statement.executeLargeBatch();
                    prepared.executeBatch();
                    attempt(() -> prepared.addBatch());
                    prepared.clearBatch();
                    attempt(() -> prepared.addBatch("select 1"));
                }
            }),
            new Scenario("notes inserted", connection -> pairs(connection, INSERT_NOTE, "body %d", Type.NUMBER)),
            new Scenario("tokens inserted", connection -> pairs(connection, INSERT_TOKEN, "someone %d", Type.SECRET)),
            new Scenario("tokens upserted", connection -> pairs(connection, UPSERT, "owner%d", Type.SECRET)),
            new Scenario("tokens rotated", connection -> {
                try (PreparedStatement statement = connection.prepareStatement(ROTATE)) {
                    for (int i = 1; i <= 5; i++) {
                        statement.setString(1, "rotated-in-batch-" + i);
                        statement.setString(2, "owner" + i);
                        statement.addBatch();
                    }
                    statement.executeBatch();
                    statement.getUpdateCount();
                    statement.getMoreResults();
                }
            }),
            new Scenario("refresh tokens cleared", connection -> {
                try (PreparedStatement statement =
                        connection.prepareStatement("update token set refresh = ? where id = ?")) {
                    statement.setNull(1, Types.VARCHAR);
                    for (int i = 1; i <= 5; i++) {
                        statement.setInt(2, i);
                        statement.addBatch();
                    }
                    statement.executeLargeBatch();
                    statement.executeUpdate();
                }
            }),
            new Scenario("clients deleted", connection -> {
                try (PreparedStatement statement = connection.prepareStatement("delete from client where id = ?")) {
                    for (int i = 1; i <= 3; i++) {
                        statement.setInt(1, i);
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
            }),
            new Scenario("signals sent", connection -> {
                try (PreparedStatement statement = connection.prepareStatement(
                        "insert into signal (owner) values (?)", Statement.RETURN_GENERATED_KEYS)) {
                    for (int i = 1; i <= 3; i++) {
                        statement.setString(1, "owner" + i);
                        statement.addBatch();
                    }
                    statement.executeBatch();
                    Reading.rows(statement.getGeneratedKeys());
                    statement.getWarnings();
                }
            }),
            new Scenario("keys of a batch", connection -> {
                try (PreparedStatement statement =
                        connection.prepareStatement(INSERT_TOKEN, new String[] {"id", "owner"})) {
                    for (int i = 0; i < 4; i++) {
                        statement.setString(1, "keyed " + i);
                        statement.setString(2, "keyed-secret-" + i);
                        statement.addBatch();
                    }
                    statement.executeBatch();
                    Reading.rows(statement.getGeneratedKeys());
                }
            }),
            new Scenario("a batch that breaks a constraint", connection -> {
                try (PreparedStatement statement = connection.prepareStatement(INSERT_TOKEN)) {
                    for (String owner : List.of("x", "y", "owner3", "z")) {
                        statement.setString(1, owner);
                        statement.setString(2, "secret-for-" + owner);
                        statement.addBatch();
                    }
                    attempt(statement::executeBatch);
                    statement.setString(1, "later");
                    statement.setString(2, "secret-for-later");
                    statement.addBatch();
                    statement.executeBatch();
                }
            }),
            new Scenario("a batch in a transaction that fails", connection -> {
                connection.setAutoCommit(false);
                try (PreparedStatement statement = connection.prepareStatement(INSERT_NOTE)) {
                    for (int n : new int[] {1, 2000, 3}) {
                        statement.setString(1, "note " + n);
                        statement.setInt(2, n);
                        statement.addBatch();
                    }
                    attempt(statement::executeBatch);
                    attempt(() -> statement.executeUpdate());
                    attempt(connection::commit);
                }
            }));

    private BatchScenarios() {}

    private interface Batch {
        Object executed(Statement statement) throws SQLException;
    }

    private enum Type {
        NUMBER,
        SECRET
    }

    private static void texts(Connection connection, Batch batch) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("update note set body = 'batch' where id < 4");
            statement.addBatch("update token set secret = 'secret-by-batch' where id = 1");
            statement.addBatch("update token set refresh = null where id in (4, 5)");
            statement.addBatch("insert into signal (owner) values ('owner1'), ('owner2')");
            statement.addBatch("delete from token where id = 99");
            statement.addBatch("create temp table made (a int)");
            batch.executed(statement);
            statement.getWarnings();
            statement.getUpdateCount();
            statement.addBatch("update token set n = 1");
            statement.clearBatch();
            batch.executed(statement);
        }
    }

    private static void pairs(Connection connection, String sql, String key, Type type) throws SQLException {
        for (int size : new int[] {1, 2, 3, 7}) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < size; i++) {
                    statement.setString(1, key.formatted(i + 10 * size));
                    if (type == Type.NUMBER) {
                        statement.setInt(2, i);
                    } else {
                        statement.setString(2, "secret-number-" + i + "-of-" + size);
                    }
                    statement.addBatch();
                }
                statement.executeBatch();
                statement.getWarnings();
                statement.executeBatch();
                statement.getUpdateCount();
            }
        }
    }
}
