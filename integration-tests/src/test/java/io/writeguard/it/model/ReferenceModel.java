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
import java.util.function.Supplier;

/**
 * Counts as SPEC sections 1 and 4 say, in the plainest way: everything is a map that is copied, nothing is cached. One
 * table, one secret column.
 */
final class ReferenceModel {

    private final Limits limits;
    private final Map<Integer, Row> committed = new TreeMap<>();
    private final Map<Integer, Instant> window = new HashMap<>();
    private final Sharing sharing;
    private final Map<Integer, OpenWork> open = new LinkedHashMap<>();
    private final Deque<PreparedWork> prepared = new ArrayDeque<>();
    private final Set<Integer> ambiguous = new HashSet<>();
    private long reservedByWaiting;
    private long takenTwice;
    private boolean roundedUp;
    private Instant now;

    ReferenceModel(Limits limits, Map<Integer, Row> rows, Instant now, Sharing sharing) {
        this.limits = limits;
        this.sharing = sharing;
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

    /** What open transactions may lose, as the instance of the connection sees it. */
    long reserved(int connection) {
        long reserved = reservedByWaiting;
        for (Map.Entry<Integer, OpenWork> work : open.entrySet()) {
            reserved += sharing.isOneInstance(connection, work.getKey())
                    ? work.getValue().net(window.keySet())
                    : Sharing.seen(roundedUp ? work.getValue().mostInAll : work.getValue().most, roundedUp);
        }
        return reserved;
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

    /** Whether the statement would pass, as things are now. */
    boolean wouldPass(int connection, Effect effect) {
        return !isRefused(connection, effect, after(connection, effect));
    }

    /** What would hold if so many live rows fewer were known. */
    boolean withFewer(long rows, Supplier<Boolean> question) {
        takenTwice = rows;
        try {
            return question.get();
        } finally {
            takenTwice = 0;
        }
    }

    /** What would hold if others took an open transaction for all that they may take it for. */
    boolean roundedUp(Supplier<Boolean> question) {
        roundedUp = true;
        try {
            return question.get();
        } finally {
            roundedUp = false;
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
        Integer first = effect.value() == null
                ? null
                : sharing.firstRow(connection, effect.value(), now.minus(limits.window()));
        for (int id : effect.gained()) {
            if (first != null && first != id && before.lost.contains(id)) {
                after.lost.add(first);
                continue;
            }
            if (after.lost.remove(id) || effect.invalidates()) {
                continue;
            }
            boolean looked = effect.isSeen(id) || (first != null && first != id);
            if (looked || !before.lost.isEmpty()) {
                after.gained++;
            }
        }
        after.lost.addAll(effect.lost());
        if (effect.value() != null) {
            int id = effect.rows().get(0).id();
            if (first == null) {
                after.firstRows.put(effect.value(), id);
            } else if (first != id && effect.rotates(id)) {
                after.lost.add(first);
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
            return !inTransaction(connection)
                    && failsAtCommit(connection, after, live(with(connection, effect)) <= 0, 0);
        }
        long adding =
                Math.max(0, after.net(window.keySet()) - before(connection).net(window.keySet()));
        return limits.exceeded(
                adding,
                window.size() + reserved(connection),
                population(),
                adding > 1 && takesLast(connection, effect, after));
    }

    private void follow(int connection, OpenWork after) {
        OpenWork before = before(connection);
        after.firstRows.forEach((value, row) -> {
            if (!before.firstRows.containsKey(value)) {
                sharing.first(connection, value, row, now);
            }
        });
        after.most = Math.max(after.most, after.net(window.keySet()));
        after.mostInAll = Math.max(after.mostInAll, after.net(Set.of()));
        if (inTransaction(connection)) {
            before.become(after);
        } else {
            settle(connection, after);
        }
    }

    /** Whether its commit would pass, as things are now. */
    boolean mayCommit(int connection) {
        OpenWork work = open.get(connection);
        return !limits.checkAtCommit()
                || !failsAtCommit(connection, work, live(visible(connection)) <= 0, work.net(window.keySet()));
    }

    void commit(int connection) {
        settle(connection, open.remove(connection));
    }

    /**
     * As {@link #commit}, with the rows held until {@link #endPrepared}. Its losses count from now on; what it has gained
     * beyond them is there for nobody, and may yet be rolled back.
     */
    void prepare(int connection) {
        OpenWork work = open.get(connection);
        Map<Integer, Row> before = Map.copyOf(committed);
        commit(connection);
        long cleared = work.lost.stream()
                .filter(row ->
                        !committed.containsKey(row) || !committed.get(row).live())
                .count();
        long gained = live(committed) - live(before) + Math.max(0, cleared - work.gained);
        prepared.add(new PreparedWork(Set.copyOf(work.rows.keySet()), before, gained));
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
        sharing.forget(connection, open.remove(connection), Set.of());
    }

    void savepoint(int connection, String name) {
        OpenWork work = open.get(connection);
        work.savepoints.add(new OpenWork.Savepoint(name, work.copy()));
    }

    void rollbackTo(int connection, String name) {
        OpenWork work = open.get(connection);
        List<OpenWork.Savepoint> kept = new ArrayList<>(work.savepoints.subList(0, newest(work.savepoints, name) + 1));
        OpenWork before = kept.get(kept.size() - 1).before();
        sharing.forget(connection, work, before.firstRows.keySet());
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

    private boolean failsAtCommit(int connection, OpenWork work, boolean leavesNone, long ownReserved) {
        long adding = work.net(window.keySet());
        return limits.exceeded(
                adding,
                window.size() + reserved(connection) - ownReserved,
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

    private void settle(int connection, OpenWork work) {
        sharing.gained(connection, work.becomingLive(committed));
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
