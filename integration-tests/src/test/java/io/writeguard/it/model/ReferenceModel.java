package io.writeguard.it.model;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts as SPEC sections 1 and 4 say, in the plainest way: everything is a map that is copied, nothing is cached. One
 * table, one secret column.
 */
final class ReferenceModel {

    private record FirstRow(int row, Instant at) {}

    private final Limits limits;
    private final Map<Integer, Row> committed = new TreeMap<>();
    private final Map<Integer, Instant> window = new HashMap<>();
    private final Map<String, FirstRow> firstRows = new HashMap<>();
    private final Map<Integer, OpenWork> open = new LinkedHashMap<>();
    private final Deque<PreparedWork> prepared = new ArrayDeque<>();
    private final Set<Integer> ambiguous = new HashSet<>();
    private long reservedByWaiting;
    private long takenTwice;
    private Instant now;

    ReferenceModel(Limits limits, Map<Integer, Row> rows, Instant now) {
        this.limits = limits;
        this.now = now;
        committed.putAll(rows);
    }

    void now(Instant instant) {
        now = instant;
        window.values().removeIf(at -> !at.isAfter(now.minus(limits.window())));
    }

    Map<Integer, Row> committed() {
        return committed;
    }

    long counted() {
        return window.size();
    }

    long reserved() {
        return reservedByWaiting
                + open.values().stream()
                        .mapToLong(work -> work.net(window.keySet()))
                        .sum();
    }

    boolean inTransaction(int connection) {
        return open.containsKey(connection);
    }

    OpenWork work(int connection) {
        return open.get(connection);
    }

    /** The rows as the connection sees them. */
    Map<Integer, Row> visible(int connection) {
        Map<Integer, Row> rows = new TreeMap<>(committed);
        if (inTransaction(connection)) {
            open.get(connection).rows.forEach((id, row) -> {
                rows.remove(id);
                row.ifPresent(present -> rows.put(id, present));
            });
        }
        return rows;
    }

    /** Whether a transaction that is prepared holds one of these rows, so that a write of them would wait. */
    boolean heldByPrepared(int from, int to) {
        return prepared.stream().anyMatch(those -> those.holds(from, to));
    }

    /** Connections whose transactions hold one of these rows. */
    List<Integer> holders(int connection, int from, int to) {
        return open.entrySet().stream()
                .filter(other ->
                        other.getKey() != connection && other.getValue().holds(from, to))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the connection has put rows there that were not there before. */
    boolean hasInserted(int connection, int from, int to) {
        return open.get(connection).inserted.stream().anyMatch(row -> row >= from && row <= to);
    }

    void begin(int connection) {
        open.put(connection, new OpenWork());
    }

    /** Whether the statement passes; then it has been done. */
    boolean submit(int connection, Effect effect) {
        OpenWork after = after(connection, effect);
        if (isRefused(connection, effect, after)) {
            return false;
        }
        follow(connection, after);
        return true;
    }

    /** Whether the statement would pass, as things are now. */
    boolean wouldPass(int connection, Effect effect) {
        return !isRefused(connection, effect, after(connection, effect));
    }

    /** Whether it would pass even if so many live rows were taken off twice. */
    boolean wouldPassWithFewer(int connection, Effect effect, long rows) {
        takenTwice = rows;
        try {
            return wouldPass(connection, effect);
        } finally {
            takenTwice = 0;
        }
    }

    /** The statement has been admitted and now waits for a row: until {@link #waitingEnds} its losses count. */
    void waits(int connection, Effect effect) {
        Set<Integer> counted = window.keySet();
        reservedByWaiting = Math.max(
                0, after(connection, effect).net(counted) - before(connection).net(counted));
    }

    void waitingEnds() {
        reservedByWaiting = 0;
    }

    /** The statement has been done, whatever the limits say. */
    void done(int connection, Effect effect) {
        follow(connection, after(connection, effect));
    }

    private OpenWork before(int connection) {
        return inTransaction(connection) ? open.get(connection) : new OpenWork();
    }

    private OpenWork after(int connection, Effect effect) {
        OpenWork before = before(connection);
        OpenWork after = before.copy();
        effect.rows().forEach(after::change);
        FirstRow first = effect.value() == null ? null : firstRow(effect.value());
        for (int id : effect.gained()) {
            if (first != null && first.row() != id && before.lost.contains(id)) {
                after.lost.add(first.row());
                continue;
            }
            if (after.lost.remove(id) || effect.invalidates()) {
                continue;
            }
            boolean looked = effect.isSeen(id) || (first != null && first.row() != id);
            if (looked || !before.lost.isEmpty()) {
                after.gained++;
            }
        }
        after.lost.addAll(effect.lost());
        if (effect.value() != null) {
            int id = effect.rows().get(0).id();
            if (first == null) {
                after.firstRows.put(effect.value(), id);
            } else if (first.row() != id && effect.rotates(id)) {
                after.lost.add(first.row());
                after.lost.add(id);
            }
        }
        after.tookLast |= takesLast(connection, effect, after);
        return after;
    }

    private boolean takesLast(int connection, Effect effect, OpenWork after) {
        Set<Integer> added = new HashSet<>(after.lost);
        added.removeAll(before(connection).lost);
        return added.size() > 1
                && effect.oneStatement()
                && live(visible(connection))
                                - added.size()
                                + (effect.invalidates() ? 0 : effect.gained().size())
                        <= 0;
    }

    private boolean isRefused(int connection, Effect effect, OpenWork after) {
        if (limits.checkAtCommit()) {
            return !inTransaction(connection) && failsAtCommit(after, live(with(connection, effect)) <= 0, 0);
        }
        long adding =
                Math.max(0, after.net(window.keySet()) - before(connection).net(window.keySet()));
        return limits.exceeded(
                adding, window.size() + reserved(), population(), adding > 1 && takesLast(connection, effect, after));
    }

    private void follow(int connection, OpenWork after) {
        OpenWork before = before(connection);
        after.firstRows.forEach((value, row) -> {
            if (!before.firstRows.containsKey(value)) {
                firstRows.put(value, new FirstRow(row, now));
            }
        });
        if (inTransaction(connection)) {
            before.become(after);
        } else {
            settle(after);
        }
    }

    /** Whether the commit passes; if not, the transaction is rolled back. */
    boolean commit(int connection) {
        OpenWork work = open.get(connection);
        if (limits.checkAtCommit() && failsAtCommit(work, live(visible(connection)) <= 0, work.net(window.keySet()))) {
            rollback(connection);
            return false;
        }
        open.remove(connection);
        settle(work);
        return true;
    }

    /**
     * As {@link #commit}, with the rows held until {@link #endPrepared}. Its losses count from now on; what it has gained
     * beyond them is there for nobody, and may yet be rolled back.
     */
    boolean prepare(int connection) {
        OpenWork work = open.get(connection);
        Map<Integer, Row> before = Map.copyOf(committed);
        if (commit(connection)) {
            long cleared = work.lost.stream()
                    .filter(row ->
                            !committed.containsKey(row) || !committed.get(row).live())
                    .count();
            long gained = live(committed) - live(before) + Math.max(0, cleared - work.gained);
            prepared.add(new PreparedWork(Set.copyOf(work.rows.keySet()), before, gained));
            return true;
        }
        return false;
    }

    /** The transaction that was prepared first ends; its losses count in either case. */
    void endPrepared(boolean commits) {
        PreparedWork ended = prepared.remove();
        if (!commits) {
            ended.rows().forEach(committed::remove);
            ended.rows().stream()
                    .filter(ended.before()::containsKey)
                    .forEach(row -> committed.put(row, ended.before().get(row)));
        }
    }

    void rollback(int connection) {
        forget(open.remove(connection), Set.of());
    }

    void savepoint(int connection, String name) {
        OpenWork work = open.get(connection);
        work.savepoints.add(new OpenWork.Savepoint(name, work.copy()));
    }

    void rollbackTo(int connection, String name) {
        OpenWork work = open.get(connection);
        List<OpenWork.Savepoint> kept = new ArrayList<>(work.savepoints.subList(0, newest(work.savepoints, name) + 1));
        OpenWork before = kept.get(kept.size() - 1).before();
        forget(work, before.firstRows.keySet());
        work.become(before);
        work.savepoints.clear();
        work.savepoints.addAll(kept);
    }

    void release(int connection, String name) {
        List<OpenWork.Savepoint> savepoints = open.get(connection).savepoints;
        savepoints.subList(newest(savepoints, name), savepoints.size()).clear();
    }

    /** Whether the statement would lose a row of which the contract does not say whether the window holds it. */
    boolean isAmbiguous(Effect effect) {
        return effect.lost().stream().anyMatch(ambiguous::contains);
    }

    private boolean failsAtCommit(OpenWork work, boolean leavesNone, long ownReserved) {
        long adding = work.net(window.keySet());
        return limits.exceeded(
                adding,
                window.size() + reserved() - ownReserved,
                population(),
                work.tookLast && adding > 1 && leavesNone);
    }

    private Map<Integer, Row> with(int connection, Effect effect) {
        Map<Integer, Row> rows = visible(connection);
        effect.rows().forEach(change -> {
            rows.remove(change.id());
            if (change.after() != null) {
                rows.put(change.id(), change.after());
            }
        });
        return rows;
    }

    private void settle(OpenWork work) {
        work.rows.forEach((id, row) -> {
            committed.remove(id);
            row.ifPresent(present -> committed.put(id, present));
        });
        long net = work.net(window.keySet());
        List<Integer> added =
                work.lost.stream().filter(row -> !window.containsKey(row)).toList();
        if (net > 0 && net < added.size()) {
            ambiguous.addAll(added);
        }
        work.lost.stream().filter(window::containsKey).toList().forEach(row -> window.put(row, now));
        added.stream().limit(net).forEach(row -> window.put(row, now));
    }

    private void forget(OpenWork work, Set<String> kept) {
        work.firstRows.keySet().stream().filter(value -> !kept.contains(value)).forEach(firstRows::remove);
    }

    private FirstRow firstRow(String value) {
        FirstRow first = firstRows.get(value);
        return first != null && first.at().isAfter(now.minus(limits.window())) ? first : null;
    }

    /** Live rows outside open transactions, and those that the window holds. */
    private long population() {
        return live(committed)
                - prepared.stream().mapToLong(PreparedWork::gained).sum()
                + window.size()
                - takenTwice;
    }

    private static long live(Map<Integer, Row> rows) {
        return rows.values().stream().filter(Row::live).count();
    }

    private static int newest(List<OpenWork.Savepoint> savepoints, String name) {
        for (int i = savepoints.size() - 1; i >= 0; i--) {
            if (savepoints.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no savepoint " + name);
    }
}
