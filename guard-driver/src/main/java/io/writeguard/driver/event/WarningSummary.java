package io.writeguard.driver.event;

import io.writeguard.rules.Rule;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What has been let through that would have been refused: by {@code action: warn}, or by the mode {@code warn}.
 *
 * @param entries the most frequent first; empty where there was nothing
 */
public record WarningSummary(List<Entry> entries) {

    public WarningSummary {
        entries = List.copyOf(entries);
    }

    /**
     * Writes that are alike.
     *
     * @param table {@code schema.table}
     * @param statement without its literals
     * @param times how often
     * @param mostLost the most rows that were lost in a window, the statement included; 0 where the rule counts nothing
     * @param mostRatio the highest ratio of those to the live ones before, from 0 to 1; what {@code threshold-ratio} is held
     *     against
     */
    public record Entry(
            Rule rule,
            String table,
            String statement,
            long times,
            long mostLost,
            double mostRatio,
            Instant first,
            Instant last) {

        /** One line. */
        @Override
        public String toString() {
            return "%s on %s, %d times%s: %s"
                    .formatted(rule.id(), table, times, mostLost == 0 ? "" : peak(), statement);
        }

        private String peak() {
            return ", up to %d live secrets in a window (%.1f%%)".formatted(mostLost, 100 * mostRatio);
        }
    }

    /** One line for each entry. */
    @Override
    public String toString() {
        return entries.stream().map(Entry::toString).collect(Collectors.joining("\n"));
    }
}
