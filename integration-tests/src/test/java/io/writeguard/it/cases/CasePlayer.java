package io.writeguard.it.cases;

import com.google.gson.JsonArray;
import io.writeguard.it.TestDatabase;
import io.writeguard.it.cli.CommandRun;
import io.writeguard.it.printed.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Does what the application of a case does, and collects what was raised. */
final class CasePlayer {

    private final ReplayCase replayed;
    private final CaseConnections connections;
    private final CaseParameters parameters;
    private final List<SQLException> raised = new ArrayList<>();

    private CasePlayer(ReplayCase replayed, CaseConnections connections, TestDatabase database) {
        this.replayed = replayed;
        this.connections = connections;
        this.parameters = new CaseParameters(database, replayed);
    }

    static CaseOutcome playGuarded(ReplayCase replayed) throws SQLException, IOException {
        try (TestDatabase database = TestDatabase.create()) {
            Path rules = database.rules(replayed.rules());
            database.execute(replayed.setupSql());
            StoredSecrets.remember(rules, database);
            return play(replayed, database, database.guardedUrl(rules));
        }
    }

    static CaseOutcome playUnguarded(ReplayCase replayed) throws SQLException, IOException {
        try (TestDatabase database = TestDatabase.create()) {
            database.execute(replayed.setupSql());
            return play(replayed, database, database.url());
        }
    }

    /** Without the guard, but with what {@code ddl} makes of the rules file in the database. */
    static CaseOutcome playWithDatabaseRules(ReplayCase replayed) throws SQLException, IOException {
        try (TestDatabase database = TestDatabase.create()) {
            Path rules = database.rules(replayed.rules());
            database.execute(replayed.setupSql());
            CommandRun ddl = CommandRun.of("ddl", "--rules", rules.toString(), "--url", database.url());
            // the last step names what the setup has broken on purpose
            database.execute(ddl.out()
                    .lines()
                    .filter(line -> !line.contains(" VALIDATE CONSTRAINT "))
                    .collect(Collectors.joining("\n")));
            return play(replayed, database, database.url());
        }
    }

    private static CaseOutcome play(ReplayCase replayed, TestDatabase database, String url)
            throws SQLException, IOException {
        database.execute("ANALYZE");
        Probe probe = new Probe(replayed.probeSql(), database);
        long before = probe.ask();
        try (CaseConnections connections = new CaseConnections(url)) {
            CasePlayer player = new CasePlayer(replayed, connections, database);
            player.playAll();
            return new CaseOutcome(before, probe.askOrNothingLeft(), List.copyOf(player.raised));
        }
    }

    private void playAll() throws IOException {
        try {
            for (CaseStatement statement : replayed.statements()) {
                if (!play(statement)) {
                    break;
                }
            }
            connections.commitAll();
        } catch (SQLException e) {
            raised.add(Secrets.searched(e));
        }
    }

    /** All rounds of a statement. False where the case ends here, because something was raised. */
    private boolean play(CaseStatement statement) throws IOException, SQLException {
        Secrets.usedIn(statement.sql(), replayed.rules());
        try (Batch batch = new Batch(statement)) {
            for (int round = statement.from(); round <= statement.to(); round++) {
                Connection connection = connections.open(statement, round);
                try {
                    play(statement, connection, round, batch);
                } catch (SQLException e) {
                    raised.add(Secrets.searched(e));
                    connections.abandonTransaction(connection);
                    if (!statement.continueOnBlock()) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    private void play(CaseStatement statement, Connection connection, int round, Batch batch)
            throws IOException, SQLException {
        connections.enterTransaction(connection, statement.tx());
        if (statement.batchSize() > 0) {
            batch.add(connection, round);
        } else {
            call(statement, connection, round);
        }
        for (JsonArray also : statement.also()) {
            call(statement.following(also), connection, round);
        }
        if (statement.tx().equals("each")) {
            connections.commitRound(connection);
        }
        if (round == statement.to() && statement.end() != null) {
            connections.leaveTransaction(connection, statement.end().equals("commit"));
        }
    }

    private void call(CaseStatement statement, Connection connection, int round) throws IOException, SQLException {
        String sql = CaseStatement.fill(statement.sql(), round);
        new StatementCall(connection, statement, sql, round, parameters).run();
    }

    /** A batch that goes over several rounds: one prepared statement, sent whenever it is full. */
    private final class Batch implements AutoCloseable {
        private final CaseStatement statement;
        private PreparedStatement prepared;
        private int waiting;

        Batch(CaseStatement statement) {
            this.statement = statement;
        }

        void add(Connection connection, int round) throws SQLException {
            if (prepared == null) {
                prepared = connection.prepareStatement(CaseStatement.fill(statement.sql(), round));
            }
            parameters.bind(prepared, statement.params(), round);
            prepared.addBatch();
            waiting++;
            if (waiting == statement.batchSize() || round == statement.to()) {
                waiting = 0;
                prepared.executeBatch();
            }
        }

        @Override
        public void close() throws SQLException {
            if (prepared != null) {
                prepared.close();
            }
        }
    }

    /** The number that tells what is left. */
    private record Probe(String sql, TestDatabase database) {

        long ask() {
            return database.live(sql);
        }

        long askOrNothingLeft() {
            try {
                return ask();
            } catch (IllegalStateException tableOrColumnIsGone) {
                return 0;
            }
        }
    }
}
