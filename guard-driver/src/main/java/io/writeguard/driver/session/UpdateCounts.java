package io.writeguard.driver.session;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.LongStream;

/** How many rows a submission has written, as the driver's answer tells. */
final class UpdateCounts {

    private static final long UNKNOWN = -1;

    private UpdateCounts() {}

    /**
     * Below 0 where it is not known.
     *
     * @param result of the call that sent it
     */
    static long of(Object result, Statement statement) throws SQLException {
        if (result instanceof Integer || result instanceof Long) {
            return ((Number) result).longValue();
        }
        if (result instanceof Boolean rows) {
            return rows ? UNKNOWN : statement.getLargeUpdateCount();
        }
        if (result instanceof int[] counts) {
            return sum(Arrays.stream(counts).asLongStream());
        }
        return result instanceof long[] counts ? sum(Arrays.stream(counts)) : UNKNOWN;
    }

    private static long sum(LongStream counts) {
        long[] each = counts.toArray();
        return Arrays.stream(each).anyMatch(count -> count < 0)
                ? UNKNOWN
                : Arrays.stream(each).sum();
    }
}
