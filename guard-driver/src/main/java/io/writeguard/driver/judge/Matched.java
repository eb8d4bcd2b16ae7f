package io.writeguard.driver.judge;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import java.util.ArrayList;
import java.util.List;

/**
 * How many rows the looks at a submission have found, so that it shows when its writes find more: rows that another
 * session has added in between, of which nobody knows what they held.
 */
public final class Matched {

    /** A secret that the writes may take from a row. */
    record Secret(GuardedTable table, GuardedColumn column, WriteOperation operation) {}

    static final Matched UNKNOWN = new Matched();

    /** Few: those that one submission names. */
    private final List<Secret> secrets = new ArrayList<>(1);

    private long writes;
    private long rows;
    private boolean known;

    /** A write of at most these rows. */
    void add(GuardedTable table, Iterable<GuardedColumn> reached, WriteOperation operation, long matched) {
        writes++;
        rows += matched;
        for (GuardedColumn secret : reached) {
            if (!has(table, secret)) {
                secrets.add(new Secret(table, secret, operation));
            }
        }
    }

    private boolean has(GuardedTable table, GuardedColumn column) {
        for (Secret secret : secrets) {
            if (secret.table().oid() == table.oid() && secret.column().name().equals(column.name())) {
                return true;
            }
        }
        return false;
    }

    /** To be called once all have been added. */
    Matched of(long statements) {
        known = statements == writes && !secrets.isEmpty();
        return this;
    }

    /** Whether an update count tells if more rows were written than were looked at. */
    public boolean known() {
        return known;
    }

    List<Secret> secrets() {
        return secrets;
    }

    /**
     * How many more rows were written than were looked at; 0 where that can't be told.
     *
     * @param updateCount of the whole submission; below 0 where it is not known
     */
    public long unseen(long updateCount) {
        return known ? Math.max(0, updateCount - rows) : 0;
    }
}
