package io.writeguard.driver.session;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.Stream;

/** All that stands behind an error of the driver's. */
final class Causes {

    private Causes() {}

    /** Itself, its causes and what is chained to it, each once: with {@code cleanupSavepoints} the driver makes a circle of them. */
    static Stream<Throwable> of(SQLException failure) {
        Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> open = new ArrayDeque<>();
        open.add(failure);
        Stream.Builder<Throwable> nearestFirst = Stream.builder();
        while (!open.isEmpty()) {
            Throwable next = open.remove();
            if (found.add(next)) {
                nearestFirst.add(next);
                if (next instanceof SQLException error && error.getNextException() != null) {
                    open.add(error.getNextException());
                }
                if (next.getCause() != null) {
                    open.add(next.getCause());
                }
            }
        }
        return nearestFirst.build();
    }
}
