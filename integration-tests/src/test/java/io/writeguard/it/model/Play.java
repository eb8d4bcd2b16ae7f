package io.writeguard.it.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.MovableClock;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the model beside the guard. */
final class Play implements AutoCloseable {

    private static final Duration SOME_TIME = Duration.ofHours(1);

    private final KeysTable table;
    private final MovableClock clock = new MovableClock();
    private final ReferenceModel model;
    private final List<Connection> connections = new ArrayList<>();
    private final Map<Connection, Map<String, Savepoint>> savepoints = new HashMap<>();
    private final List<String> prepared = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private int taken;

    Play(KeysTable table, Limits limits, int connections, int rows) throws SQLException {
        this.table = table;
        this.model = new ReferenceModel(limits, table.fill(rows), clock.instant());
        WriteGuard guard = table.guard(limits, clock);
        for (int i = 0; i < connections; i++) {
            this.connections.add(guard.dataSource().getConnection());
        }
    }

    List<String> outcomes() {
        return outcomes;
    }

    Map<Integer, Row> expectedContents() {
        return model.committed();
    }

    /** Returns whether the next step can be judged. */
    boolean take(Step step) throws SQLException {
        taken++;
        if (step.writes()) {
            return write(step);
        }
        control(step);
        return true;
    }

    /** Rolls back what is open, and commits what is prepared. */
    void end() throws SQLException {
        for (int number = 0; number < connections.size(); number++) {
            if (model.inTransaction(number)) {
                connections.get(number).rollback();
                model.rollback(number);
            }
        }
        prepared.forEach(id -> table.execute("commit prepared '" + id + "'"));
        prepared.clear();
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
        table.rollBackPrepared();
    }

    private boolean write(Step step) throws SQLException {
        if (model.heldByOthers(step.connection(), step.from(), step.to())) {
            return true;
        }
        Statements statements = new Statements(
                model.visible(step.connection()), step, "good-secret-" + taken + "-" + step.connection());
        Optional<Effect> effect = statements.effect();
        if (effect.isEmpty()) {
            return true;
        }
        if (model.isAmbiguous(effect.get())) {
            return false;
        }
        Connection connection = connections.get(step.connection());
        String expected = model.submit(step.connection(), effect.get()) ? "passed" : "refused";
        assertThat(outcome(() -> statements.execute(connection)))
                .as("step %s, %s", taken, step)
                .isEqualTo(expected);
        outcomes.add(expected);
        if (expected.equals("refused") && model.inTransaction(step.connection())) {
            recover(step.connection());
        }
        return true;
    }

    /** Goes back to the newest savepoint, or to the beginning of the transaction that the refusal has aborted. */
    private void recover(int number) throws SQLException {
        List<OpenWork.Savepoint> known = model.work(number).savepoints;
        if (known.isEmpty()) {
            end(number, "rollback");
        } else {
            rollbackTo(number, known.get(known.size() - 1).name());
        }
    }

    private void control(Step step) throws SQLException {
        int number = step.connection();
        Connection connection = connections.get(number);
        String name = "s" + step.from() % 2;
        if (step.kind() == Step.Kind.TIME_PASSES) {
            clock.pass(SOME_TIME);
            model.now(clock.instant());
        } else if (step.kind() == Step.Kind.BEGIN) {
            if (!model.inTransaction(number)) {
                connection.setAutoCommit(false);
                model.begin(number);
            }
        } else if (model.inTransaction(number)) {
            boolean known = model.work(number).savepoints.stream()
                    .anyMatch(savepoint -> savepoint.name().equals(name));
            switch (step.kind()) {
                case COMMIT -> commit(number);
                case PREPARE -> prepare(number);
                case ROLLBACK -> end(number, "rollback");
                case SAVEPOINT -> {
                    savepoints
                            .computeIfAbsent(connection, c -> new HashMap<>())
                            .put(name, connection.setSavepoint(name));
                    model.savepoint(number, name);
                }
                case ROLLBACK_TO -> {
                    if (known) {
                        rollbackTo(number, name);
                    }
                }
                case RELEASE -> {
                    if (known) {
                        run(connection, "release savepoint " + name);
                        model.release(number, name);
                    }
                }
                default -> throw new IllegalArgumentException(step.toString());
            }
        }
    }

    private void commit(int number) throws SQLException {
        Connection connection = connections.get(number);
        String expected = model.commit(number) ? "passed" : "refused";
        assertThat(outcome(connection::commit)).as("commit at %s", taken).isEqualTo(expected);
        connection.setAutoCommit(true);
    }

    private void prepare(int number) throws SQLException {
        Connection connection = connections.get(number);
        String id = "wg_model_" + System.identityHashCode(this) + "_" + taken;
        String expected = model.prepare(number) ? "passed" : "refused";
        assertThat(outcome(() -> run(connection, "prepare transaction '" + id + "'")))
                .as("prepare at %s", taken)
                .isEqualTo(expected);
        if (expected.equals("passed")) {
            prepared.add(id);
        }
        connection.setAutoCommit(true);
    }

    private void end(int number, String how) throws SQLException {
        Connection connection = connections.get(number);
        if (taken % 2 == 0) {
            run(connection, how);
        } else {
            connection.rollback();
        }
        connection.setAutoCommit(true);
        model.rollback(number);
    }

    private void rollbackTo(int number, String name) throws SQLException {
        Connection connection = connections.get(number);
        run(connection, "rollback to savepoint " + name);
        model.rollbackTo(number, name);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws SQLException;
    }

    private static String outcome(Attempt attempt) throws SQLException {
        try {
            attempt.make();
            return "passed";
        } catch (WriteRejectedException refused) {
            return "refused";
        } catch (BatchUpdateException refused) {
            if (refused.getCause() instanceof WriteRejectedException) {
                return "refused";
            }
            throw refused;
        }
    }
}
