package io.writeguard.it.model;

import static io.writeguard.it.model.Outcomes.PASSED;
import static io.writeguard.it.model.Outcomes.REFUSED;
import static io.writeguard.it.model.Outcomes.answerOf;
import static io.writeguard.it.model.Outcomes.outcome;
import static io.writeguard.it.model.Outcomes.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteGuard;
import io.writeguard.it.MovableClock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of the model beside the guard. */
final class Play implements AutoCloseable {

    private static final Duration SOME_TIME = Duration.ofHours(1);

    private final ExecutorService waiting = Executors.newSingleThreadExecutor();
    private final KeysTable table;
    private final MovableClock clock = new MovableClock();
    private final Sharing sharing;
    private final boolean shared;
    private final boolean checkedAtCommit;
    private final ReferenceModel model;
    private final List<WriteGuard> guards = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final Map<Connection, Map<String, Savepoint>> savepoints = new HashMap<>();
    private final List<String> prepared = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private int taken;

    /**
     * @param instances that the connections belong to in turns, each with a guard of its own; 1 where the limits are not shared
     */
    Play(KeysTable table, Limits limits, int connections, int instances, int rows) throws SQLException {
        this.table = table;
        this.sharing = new Sharing(instances);
        this.shared = limits.shared();
        this.checkedAtCommit = limits.checkAtCommit();
        this.model = new ReferenceModel(limits, table.fill(rows), clock.instant(), sharing);
        for (int i = 0; i < instances; i++) {
            guards.add(table.guard(limits, clock.another()));
        }
        for (int i = 0; i < connections; i++) {
            WriteGuard guard = guards.get(sharing.instanceOf(i));
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
        guards.forEach(WriteGuard::close);
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
        letItBeKnown(step.connection(), () -> model.wouldPass(step.connection(), effect.get()));
        String outcome = outcome(() -> statements.execute(connection));
        assertThat(outcome)
                .as("step %s, %s", taken, step)
                .isIn(expected(() -> model.wouldPass(step.connection(), effect.get())));
        if (outcome.equals(PASSED)) {
            model.done(step.connection(), effect.get());
        }
        follow(step, outcome, "");
    }

    /** Both where it depends on how exactly an instance knows what open transactions of others have lost. */
    private Set<String> expected(Supplier<Boolean> passes) {
        return Stream.of(passes.get(), model.roundedUp(passes))
                .map(passed -> passed ? PASSED : REFUSED)
                .collect(Collectors.toSet());
    }

    /** An instance need not know at once how many live rows others have added; it must where that decides, a second later. */
    private void letItBeKnown(int connection, Supplier<Boolean> passes) {
        long unknown = sharing.gainedLatelyByOthers(connection);
        if (unknown > 0 && passes.get() && !model.withFewer(unknown, passes)) {
            sharing.waitUntilKnown();
        }
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
        if (shared && checkedAtCommit && step.takesOneTrip()) {
            return; // whether what it may lose is reserved while it waits, the contract does not say
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
        long reservedBefore = model.reserved(step.connection());
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
        long unknown = reservedBefore + sharing.gainedLatelyByOthers(step.connection());
        boolean atTheEdge =
                refusedBefore || !model.withFewer(unknown, () -> model.wouldPass(step.connection(), effect));
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
            letTimePass();
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
                case PREPARE -> {
                    if (!shared) {
                        prepare(number);
                    }
                }
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

    /** Shared losses count from the statement on, others from the commit; a model of one window needs these to agree. */
    private void letTimePass() throws SQLException {
        for (int number = 0; shared && number < connections.size(); number++) {
            if (model.inTransaction(number)) {
                commit(number);
            }
        }
        clock.pass(SOME_TIME);
        model.now(clock.instant());
    }

    private void commit(int number) throws SQLException {
        Connection connection = connections.get(number);
        if (mayEnd(number, connection::commit, "commit")) {
            model.commit(number);
        } else {
            model.rollback(number);
        }
        connection.setAutoCommit(true);
    }

    private boolean mayEnd(int number, Outcomes.Attempt end, String how) throws SQLException {
        letItBeKnown(number, () -> model.mayCommit(number));
        String outcome = outcome(end);
        assertThat(outcome).as("%s at %s", how, taken).isIn(expected(() -> model.mayCommit(number)));
        return outcome.equals(PASSED);
    }

    private void prepare(int number) throws SQLException {
        Connection connection = connections.get(number);
        String id = "wg_model_" + System.identityHashCode(this) + "_" + taken;
        if (mayEnd(number, () -> run(connection, "prepare transaction '" + id + "'"), "prepare")) {
            model.prepare(number);
            prepared.add(id);
        } else {
            model.rollback(number);
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
}
