package io.writeguard.it.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one open transaction has done; a savepoint keeps a copy. */
final class OpenWork {

    /** A savepoint, and the work as it was then. */
    record Savepoint(String name, OpenWork before) {}

    /** Rows as it has left them; empty for those that it has deleted. */
    final Map<Integer, Optional<Row>> rows = new HashMap<>();

    /** Those of them that were not there, for it, at some time before. */
    final Set<Integer> inserted = new HashSet<>();

    /** Rows that it has cleared, or invalidated in another way, and not given back. */
    final Set<Integer> lost = new LinkedHashSet<>();

    /** Rows that had no live secret before it and have one by it, less those that it has lost again. */
    long gained;

    /** The most that it had lost, net, after any of its statements: so much other instances see. */
    long most;

    /** As {@link #most}, with the rows that were in the window already: an instance may not have known. */
    long mostInAll;

    /** Whether one of its statements took the last of more than one. */
    boolean tookLast;

    final Map<String, Integer> firstRows = new HashMap<>();

    final List<Savepoint> savepoints = new ArrayList<>();

    OpenWork copy() {
        OpenWork copy = new OpenWork();
        copy.become(this);
        copy.savepoints.addAll(savepoints);
        return copy;
    }

    void become(OpenWork other) {
        rows.clear();
        rows.putAll(other.rows);
        inserted.clear();
        inserted.addAll(other.inserted);
        lost.clear();
        lost.addAll(other.lost);
        gained = other.gained;
        most = other.most;
        mostInAll = other.mostInAll;
        tookLast = other.tookLast;
        firstRows.clear();
        firstRows.putAll(other.firstRows);
    }

    void change(Effect.Change change) {
        rows.put(change.id(), Optional.ofNullable(change.after()));
        if (change.before() == null) {
            inserted.add(change.id());
        }
    }

    /** How many rows would become live if it was committed. */
    long becomingLive(Map<Integer, Row> committed) {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().filter(Row::live).isPresent())
                .filter(row -> !committed.containsKey(row.getKey())
                        || !committed.get(row.getKey()).live())
                .count();
    }

    boolean holds(int from, int to) {
        return rows.keySet().stream().anyMatch(row -> row >= from && row <= to);
    }

    /** Its losses that are not in the window by another transaction, less its gains. */
    long net(Set<Integer> window) {
        return Math.max(0, lost.stream().filter(row -> !window.contains(row)).count() - gained);
    }
}
