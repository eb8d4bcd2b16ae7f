package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
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
     * Counters of one table: rows inserted, updated, deleted, the file that TRUNCATE exchanges; and its name and columns,
     * which no file shows.
     */
    private record Counters(long inserted, long updated, long deleted, long file, String name, Set<String> columns) {

        static final Counters NONE = new Counters(0, 0, 0, 0, "", Set.of());

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

    private EarlierRows earlier;

    private Measurement(Map<Long, Counters> before, String firstTransactionId, EarlierRows earlier) {
        this.before = before;
        this.firstTransactionId = firstTransactionId;
        this.earlier = earlier;
    }

    /**
     * What happened to one table.
     *
     * @param written whether rows were inserted or updated
     * @param updated whether rows were updated
     * @param deleted rows that were deleted; {@link Long#MAX_VALUE} where the table was truncated
     * @param redefined whether the table or a secret column of it was renamed, moved or dropped
     */
    public record Touched(GuardedTable table, boolean written, boolean updated, long deleted, boolean redefined) {}

    /**
     * To be called before the statement runs, inside its transaction.
     *
     * @param alone whether no other session can be asked afterwards how rows were before
     * @throws NotAskable where the server does not count
     */
    public static Measurement start(Questions questions, Collection<GuardedTable> tables, boolean alone)
            throws SQLException {
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
        EarlierRows earlier = alone ? EarlierRows.open(questions, tables) : null;
        return new Measurement(counters(questions, tables), settings[1], earlier);
    }

    /** Whether it can say itself how rows were before the statement. */
    public boolean knowsEarlierRows() {
        return earlier != null;
    }

    /** How rows of the table were before the statement; only where {@link #knowsEarlierRows} says so. */
    public WrittenRows.Earlier earlierRows(Questions questions, GuardedTable table) {
        return (keys, rows) -> earlier.read(questions, table, keys, rows);
    }

    /** How many rows had the secret live before the statement; only where {@link #knowsEarlierRows} says so. */
    public long liveEarlier(Questions questions, GuardedTable table, GuardedColumn secret) throws SQLException {
        return earlier.live(questions, table, secret);
    }

    /** Whether the statement has failed only because rows as they were before it are kept; {@link #end} lets go of them. */
    public boolean isInTheWay(SQLException failure) {
        return earlier != null && EarlierRows.OBJECT_IN_USE.equals(failure.getSQLState());
    }

    /** Lets go of how rows were before the statement. */
    public void end(Questions questions) throws SQLException {
        if (earlier != null) {
            earlier.close(questions);
            earlier = null;
        }
    }

    /** To be called after it; the tables that it touched. */
    public List<Touched> touched(Questions questions, Collection<GuardedTable> tables) throws SQLException {
        Map<Long, Counters> after = counters(questions, tables);
        List<Touched> touched = new ArrayList<>();
        for (GuardedTable table : tables) {
            Counters was = before.getOrDefault(table.oid(), Counters.NONE);
            Counters is = after.getOrDefault(table.oid(), Counters.NONE);
            boolean truncated = was.file() != is.file();
            boolean updated = truncated || is.updated() != was.updated();
            boolean written = updated || is.inserted() != was.inserted();
            boolean redefined = !is.keeps(was, table);
            if (redefined || written || is.deleted() != was.deleted()) {
                long deleted = truncated ? Long.MAX_VALUE : is.deleted() - was.deleted();
                touched.add(new Touched(table, written, updated, deleted, redefined));
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
                "SELECT oid, pg_catalog.pg_stat_get_xact_tuples_inserted(oid),"
                        + " pg_catalog.pg_stat_get_xact_tuples_updated(oid),"
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
            Set<String> columns = Set.of((String[]) row.getArray(7).getArray());
            counters.put(
                    row.getLong(1),
                    new Counters(
                            row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getString(6), columns));
            return true;
        });
        return counters;
    }
}
