package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a statement did to guarded tables, whatever way it took: the rise of the transaction's own row counters, cascades
 * and functions included, which no other session touches (manual, "The Cumulative Statistics System").
 */
public final class Measurement {

    /**
     * Counters of one table: rows inserted and updated, deleted, the file that TRUNCATE exchanges; and its name and columns,
     * which no file shows.
     */
    private record Counters(long written, long deleted, long file, String name, Set<String> columns) {

        static final Counters NONE = new Counters(0, 0, 0, "", Set.of());

        /** Whether the name and the secret columns are still there. What was created or dropped shows by its file. */
        boolean keeps(Counters earlier, GuardedTable table) {
            boolean bothThere = !name.isEmpty() && !earlier.name().isEmpty();
            return !bothThere
                    || (name.equals(earlier.name())
                            && table.secrets().stream()
                                    .map(secret -> secret.column().name())
                                    .noneMatch(
                                            column -> earlier.columns().contains(column) && !columns.contains(column)));
        }
    }

    private final Map<Long, Counters> before;
    private final String firstTransactionId;

    private Measurement(Map<Long, Counters> before, String firstTransactionId) {
        this.before = before;
        this.firstTransactionId = firstTransactionId;
    }

    /**
     * What happened to one table.
     *
     * @param written whether rows were inserted or updated
     * @param deleted rows that were deleted; {@link Long#MAX_VALUE} where the table was truncated
     * @param redefined whether the table or a secret column of it was renamed, moved or dropped
     */
    public record Touched(GuardedTable table, boolean written, long deleted, boolean redefined) {}

    /**
     * To be called before the statement runs, inside its transaction.
     *
     * @throws NotAskable where the server does not count
     */
    public static Measurement start(Questions questions, Collection<GuardedTable> tables) throws SQLException {
        String[] settings = new String[2];
        Question question = new Question(
                "SELECT pg_catalog.current_setting('track_counts'),"
                        + " pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text",
                false,
                List.of());
        questions.ask(question, row -> {
            settings[0] = row.getString(1);
            settings[1] = row.getString(2);
            return false;
        });
        if (!"on".equals(settings[0])) {
            throw new NotAskable("what it does can't be measured, since track_counts is off");
        }
        return new Measurement(counters(questions, tables), settings[1]);
    }

    /** To be called after it; the tables that it touched. */
    public List<Touched> touched(Questions questions, Collection<GuardedTable> tables) throws SQLException {
        Map<Long, Counters> after = counters(questions, tables);
        List<Touched> touched = new ArrayList<>();
        for (GuardedTable table : tables) {
            Counters was = before.getOrDefault(table.oid(), Counters.NONE);
            Counters is = after.getOrDefault(table.oid(), Counters.NONE);
            boolean truncated = was.file() != is.file();
            boolean redefined = !is.keeps(was, table);
            if (redefined || truncated || is.written() != was.written() || is.deleted() != was.deleted()) {
                long deleted = truncated ? Long.MAX_VALUE : is.deleted() - was.deleted();
                touched.add(new Touched(table, truncated || is.written() != was.written(), deleted, redefined));
            }
        }
        return touched;
    }

    /** Every transaction id given out since the start is this one or a later one; never wrapped. */
    String firstTransactionId() {
        return firstTransactionId;
    }

    private static Map<Long, Counters> counters(Questions questions, Collection<GuardedTable> tables)
            throws SQLException {
        String oids = tables.stream()
                .map(table -> "(" + table.oid() + "::pg_catalog.oid)")
                .collect(Collectors.joining(", "));
        Question question = new Question(
                "SELECT oid, pg_catalog.pg_stat_get_xact_tuples_inserted(oid)"
                        + " + pg_catalog.pg_stat_get_xact_tuples_updated(oid),"
                        + " pg_catalog.pg_stat_get_xact_tuples_deleted(oid),"
                        + " coalesce(pg_catalog.pg_relation_filenode(oid), 0),"
                        + " coalesce((SELECT relnamespace || '.' || relname FROM pg_catalog.pg_class"
                        + " WHERE pg_class.oid = wg_tables.oid), ''),"
                        + " (SELECT coalesce(pg_catalog.array_agg(attname::pg_catalog.text), '{}')"
                        + " FROM pg_catalog.pg_attribute WHERE attrelid = wg_tables.oid AND NOT attisdropped)"
                        + " FROM (VALUES " + oids + ") AS wg_tables(oid)",
                false,
                List.of());
        Map<Long, Counters> counters = new HashMap<>();
        questions.ask(question, row -> {
            Set<String> columns = Set.of((String[]) row.getArray(6).getArray());
            counters.put(
                    row.getLong(1),
                    new Counters(row.getLong(2), row.getLong(3), row.getLong(4), row.getString(5), columns));
            return true;
        });
        return counters;
    }
}
