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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of the model beside the guard. */
final class Play implements AutoCloseable {

    private static final Duration SOME_TIME = Duration.ofHours(1);

    private static final String PASSED = "passed";
    private static final String REFUSED = "refused";

    private final ExecutorService waiting = Executors.newSingleThreadExecutor();
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

    void take(Step step) throws SQLException {
        taken++;
        if (step.writes()) {
            write(step);
        } else {
            control(step);
        }
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
        waiting.shutdown();
        for (Connection connection : connections) {
            connection.close();
        }
        table.rollBackPrepared();
    }

    private void write(Step step) throws SQLException {
        if (model.heldByPrepared(step.from(), step.to())) {
            return;
        }
        Connection connection = connections.get(step.connection());
        Statements statements = statements(step);
        Optional<Effect> effect = statements.effect();
        if (effect.isEmpty() || model.isAmbiguous(effect.get())) {
            return;
        }
        List<Integer> holders = model.holders(step.connection(), step.from(), step.to());
        if (!holders.isEmpty()) {
            contend(step, holders);
            return;
        }
        String expected = model.submit(step.connection(), effect.get()) ? PASSED : REFUSED;
        assertThat(outcome(() -> statements.execute(connection)))
                .as("step %s, %s", taken, step)
                .isEqualTo(expected);
        follow(step, expected, "");
    }

    private Statements statements(Step step) {
        return new Statements(model.visible(step.connection()), step, "good-secret-" + taken + "-" + step.connection());
    }

    private void follow(Step step, String outcome, String how) throws SQLException {
        outcomes.add(outcome + how);
        if (outcome.equals(REFUSED) && model.inTransaction(step.connection())) {
            recover(step.connection());
        }
    }

    /**
     * Waits for rows that others hold, who end one after another meanwhile. What the statement does is what it does
     * afterwards; but one that names a row by its key may have been admitted before.
     */
    private void contend(Step step, List<Integer> holders) throws SQLException {
        if (!step.mayWait() || holders.stream().anyMatch(holder -> model.hasInserted(holder, step.from(), step.to()))) {
            return;
        }
        Effect pessimistic = statements(step).pessimistic();
        boolean admitted = step.takesOneTrip() && model.wouldPass(step.connection(), pessimistic);
        if (admitted) {
            model.waits(step.connection(), pessimistic);
        }
        Connection connection = connections.get(step.connection());
        Statements statements = statements(step);
        Future<String> answer = waiting.submit(() -> outcome(() -> statements.execute(connection)));
        Iterator<Integer> ending = holders.iterator();
        boolean waited = false;
        long reservedBefore = model.reserved();
        boolean refusedBefore =
                !model.wouldPass(step.connection(), statements(step).effect().orElse(Effect.NONE));
        while (ending.hasNext() && table.isWaiting(answer)) {
            waited = true;
            int holder = ending.next();
            if (taken % 3 == 0) {
                end(holder, "rollback");
            } else {
                commit(holder);
            }
        }
        model.waitingEnds();
        Effect effect = statements(step).effect().orElse(Effect.NONE);
        String expected = admitted || model.wouldPass(step.connection(), effect) ? PASSED : REFUSED;
        boolean atTheEdge = refusedBefore || !model.wouldPassWithFewer(step.connection(), effect, reservedBefore);
        boolean onlyBefore = admitted && !model.wouldPass(step.connection(), effect);
        if (waited && (atTheEdge || onlyBefore) && answerOf(answer).equals(REFUSED)) {
            // the server has ended the other transaction a moment before the guard knew, or nothing was admitted, as
            // live
            // rows had to be counted again
            expected = REFUSED;
        }
        assertThat(answerOf(answer))
                .as("step %s, %s, after %s", taken, step, holders)
                .isEqualTo(expected);
        if (expected.equals(PASSED)) {
            model.done(step.connection(), effect);
        }
        follow(step, expected, waited ? " after waiting" : "");
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
        } else if (step.kind() == Step.Kind.END_PREPARED) {
            if (!model.inTransaction(number) && !prepared.isEmpty()) {
                endPrepared(connection, step.from() % 3 != 0);
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
        String expected = model.commit(number) ? PASSED : REFUSED;
        assertThat(outcome(connection::commit)).as("commit at %s", taken).isEqualTo(expected);
        connection.setAutoCommit(true);
    }

    private void prepare(int number) throws SQLException {
        Connection connection = connections.get(number);
        String id = "wg_model_" + System.identityHashCode(this) + "_" + taken;
        String expected = model.prepare(number) ? PASSED : REFUSED;
        assertThat(outcome(() -> run(connection, "prepare transaction '" + id + "'")))
                .as("prepare at %s", taken)
                .isEqualTo(expected);
        if (expected.equals(PASSED)) {
            prepared.add(id);
        }
        connection.setAutoCommit(true);
    }

    private void endPrepared(Connection connection, boolean commits) throws SQLException {
        run(connection, (commits ? "commit prepared '" : "rollback prepared '") + prepared.remove(0) + "'");
        model.endPrepared(commits);
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

    private static String answerOf(Future<String> answer) throws SQLException {
        try {
            return answer.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException failure) {
            throw new SQLException(failure.getCause());
        } catch (InterruptedException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws SQLException;
    }

    private static String outcome(Attempt attempt) throws SQLException {
        try {
            attempt.make();
            return PASSED;
        } catch (WriteRejectedException refused) {
            return REFUSED;
        } catch (BatchUpdateException refused) {
            if (refused.getCause() instanceof WriteRejectedException) {
                return REFUSED;
            }
            throw refused;
        }
    }
}
