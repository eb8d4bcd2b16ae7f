package io.writeguard.it.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Which connections belong to one instance, and what its other instances don't know at once. */
final class Sharing {

    /** For so long an instance may go by what it has seen of others. */
    private static final Duration LOOK_TRUSTED_FOR = Duration.ofMillis(1100);

    /** So many rows or less are told exactly of an open transaction; of more, all but so many leading bits are. */
    private static final int EXACT = 63;

    private record FirstRow(int row, Instant at) {}

    private record Gain(int instance, long rows, long nanos) {}

    private final int instances;
    private final Map<Integer, Map<String, FirstRow>> firstRows = new HashMap<>();
    private final List<Gain> gains = new ArrayList<>();

    /**
     * @param instances 1 for one that shares with none
     */
    Sharing(int instances) {
        this.instances = instances;
    }

    int instanceOf(int connection) {
        return connection % instances;
    }

    boolean isOneInstance(int connection, int other) {
        return instanceOf(connection) == instanceOf(other);
    }

    /** Where the instance has seen that value first; null where that is before the time, or nowhere. */
    Integer firstRow(int connection, String value, Instant since) {
        FirstRow first =
                firstRows.getOrDefault(instanceOf(connection), Map.of()).get(value);
        return first != null && first.at().isAfter(since) ? first.row() : null;
    }

    void first(int connection, String value, int row, Instant at) {
        firstRows
                .computeIfAbsent(instanceOf(connection), instance -> new HashMap<>())
                .put(value, new FirstRow(row, at));
    }

    void forget(int connection, OpenWork work, Set<String> kept) {
        Map<String, FirstRow> ofInstance = firstRows.getOrDefault(instanceOf(connection), Map.of());
        work.firstRows.keySet().stream().filter(value -> !kept.contains(value)).forEach(ofInstance::remove);
    }

    /** So many rows have become live. */
    void gained(int connection, long rows) {
        gains.add(new Gain(instanceOf(connection), rows, System.nanoTime()));
    }

    /** How many live rows the connection's instance may not know of, since others have added them a moment ago. */
    long gainedLatelyByOthers(int connection) {
        gains.removeIf(gain -> System.nanoTime() - gain.nanos() > LOOK_TRUSTED_FOR.toNanos());
        return gains.stream()
                .filter(gain -> gain.instance() != instanceOf(connection))
                .mapToLong(Gain::rows)
                .sum();
    }

    /** Until every instance knows of all live rows as soon as it looks. */
    void waitUntilKnown() {
        while (!gains.isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            gains.removeIf(gain -> System.nanoTime() - gain.nanos() > LOOK_TRUSTED_FOR.toNanos());
        }
    }

    /**
     * What other instances take an open transaction for.
     *
     * @param lost by it, net
     * @param roundedUp whether the most that docs/scale.md allows
     */
    static long seen(long lost, boolean roundedUp) {
        return roundedUp && lost > EXACT ? lost + lost / 32 : lost;
    }
}
