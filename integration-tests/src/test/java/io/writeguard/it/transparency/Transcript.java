package io.writeguard.it.transparency;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** What an application saw of one run: every call with its answer, line by line. Thread-safe. */
final class Transcript {

    private static final String IDENTITY_HASH = "@[0-9a-f]{5,}";

    private final String database;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    /** @param database its name, which differs between the runs */
    Transcript(String database) {
        this.database = database;
    }

    void add(String line) {
        lines.add(line.replace(database, "DATABASE").replaceAll(IDENTITY_HASH, "@…"));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    static String text(Throwable failure) {
        return text(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Of those that the driver links in a circle each once. */
    private static String text(Throwable failure, Set<Throwable> before) {
        if (!before.add(failure)) {
            return "the same";
        }
        StringBuilder text = new StringBuilder(failure.getClass().getName());
        if (failure instanceof SQLException error) {
            text.append(" [").append(error.getSQLState()).append('/').append(error.getErrorCode());
            text.append("] ");
        }
        text.append(' ').append(failure.getMessage());
        if (failure instanceof BatchUpdateException batch) {
            text.append(" counts ").append(Arrays.toString(batch.getUpdateCounts()));
            text.append(Arrays.toString(batch.getLargeUpdateCounts()));
        }
        if (failure.getCause() != null) {
            text.append(" cause ").append(text(failure.getCause(), before));
        }
        if (failure instanceof SQLException error && error.getNextException() != null) {
            text.append(" next ").append(text(error.getNextException(), before));
        }
        return text.toString();
    }
}
