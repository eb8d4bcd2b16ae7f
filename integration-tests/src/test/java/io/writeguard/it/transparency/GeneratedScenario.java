package io.writeguard.it.transparency;

import static io.writeguard.it.transparency.Scenario.attempt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Calls by chance, the same again from the same seed; what failed is gone on from. */
final class GeneratedScenario {

    private static final int STEPS = 40;

    private static final List<String> TEXTS = List.of(
            "update token set n = n + 1 where id = 3",
            "update token set refresh = null where id in (1, 4, 7)",
            "update token set refresh = 'refreshed-' || n where refresh is null",
            "update token set secret = 'moved-' || id || '-' || n where id < 4 returning id, secret",
            "update token set n = 1 / (n - n) where id = 2",
            "delete from client where id = 2",
            "delete from token where id > 9 and n > 10",
            "insert into signal (owner) values ('owner2'), ('owner3')",
            "insert into client values (9, 'ninth') on conflict do nothing",
            "select id, owner, refresh from token where n % 2 = 0 order by id",
            "select rotate('owner6', 'rotated-by-chance')",
            "call retire('owner8', null)",
            "select warn('by chance')",
            "update note set body = 'by chance' where id % 3 = 0",
            "update note set n = 2000",
            "select id, body from note order by id; select 1; update note set n = n where id = 1",
            "begin",
            "commit",
            "rollback",
            "savepoint s",
            "rollback to savepoint s",
            "release savepoint s",
            "set search_path to public",
            "update token_view set n = 0 where id = 5",
            "select * from nowhere");

    private static final List<String> PREPARED = List.of(
            "update token set secret = ? where id = ?",
            "update token set refresh = ? where id = ?",
            "insert into token (secret, n) values (?, ?)",
            "insert into note (body, n) values (?, ?)",
            "update note set body = ? where id > ?",
            "select id, secret from token where secret > ? and id < ? order by id",
            "insert into token (owner, secret, id) values ('by chance', ?, ?) on conflict do nothing",
            "delete from token where secret = ? and id = ?",
            "select rotate('owner' || ?::text, 'rotated-' || ?)");

    private final Random random;
    private final List<Statement> statements = new ArrayList<>();
    private final List<PreparedStatement> prepared = new ArrayList<>();
    private final Deque<Savepoint> savepoints = new ArrayDeque<>();
    private int value;

    private GeneratedScenario(int seed) {
        random = new Random(seed);
    }

    static Scenario of(int seed) {
        return new Scenario("seed " + seed, connection -> new GeneratedScenario(seed).play(connection));
    }

    private void play(Connection connection) throws SQLException {
        statements.add(connection.createStatement());
        prepared.add(connection.prepareStatement(PREPARED.get(0)));
        for (int i = 0; i < STEPS; i++) {
            attempt(() -> step(connection));
        }
    }

    private void step(Connection connection) throws SQLException {
        Statement statement = of(statements);
        PreparedStatement bound = of(prepared);
        switch (random.nextInt(25)) {
            case 0 -> statements.add(connection.createStatement());
            case 1 ->
                statements.add(
                        connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE));
            case 2, 3 -> prepared.add(connection.prepareStatement(of(PREPARED)));
            case 4 -> prepared.add(connection.prepareStatement(of(PREPARED), Statement.RETURN_GENERATED_KEYS));
            case 5, 6, 7 -> Reading.execute(statement, of(TEXTS));
            case 8 -> statement.executeUpdate(of(TEXTS));
            case 9 -> Reading.query(statement, of(TEXTS));
            case 10 -> statement.addBatch(of(TEXTS));
            case 11 -> statement.executeBatch();
            case 12, 13 -> bind(bound);
            case 14, 15 -> Reading.results(bound, bound.execute());
            case 16 -> bound.executeUpdate();
            case 17 -> {
                bind(bound);
                bound.addBatch();
            }
            case 18 -> bound.executeBatch();
            case 19 -> connection.setAutoCommit(random.nextBoolean());
            case 20 -> connection.commit();
            case 21 -> connection.rollback();
            case 22 -> savepoints.push(connection.setSavepoint());
            case 23 -> useSavepoint(connection);
            default -> other(connection, statement, bound);
        }
    }

    private void bind(PreparedStatement statement) throws SQLException {
        int given = value++;
        if (random.nextInt(6) == 0) {
            statement.setNull(1, Types.VARCHAR);
        } else {
            statement.setString(1, "value-by-chance-" + given);
        }
        statement.setInt(2, 1 + random.nextInt(12));
    }

    private void useSavepoint(Connection connection) throws SQLException {
        if (!savepoints.isEmpty()) {
            Savepoint savepoint = savepoints.pop();
            if (random.nextBoolean()) {
                connection.rollback(savepoint);
            } else {
                connection.releaseSavepoint(savepoint);
            }
        }
    }

    private void other(Connection connection, Statement statement, PreparedStatement bound) throws SQLException {
        switch (random.nextInt(8)) {
            case 0 -> statement.setFetchSize(random.nextInt(4));
            case 1 -> bound.setFetchSize(random.nextInt(4));
            case 2 -> statement.setMaxRows(random.nextInt(4));
            case 3 -> connection.getWarnings();
            case 4 -> Reading.rows(bound.getGeneratedKeys());
            case 5 -> bound.clearParameters();
            case 6 -> bound.clearBatch();
            default -> statement.clearWarnings();
        }
    }

    private <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
