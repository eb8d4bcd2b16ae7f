package io.writeguard.driver.archive;

import io.writeguard.driver.schema.GuardedTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one submission takes from tables with {@code archive}. One thread at a time. */
public final class KeptSecrets {

    /** So many are held in memory before they are written; as many as one statement may take. */
    public static final int MOST = 250_000;

    private final List<KeptSecret> secrets = new ArrayList<>();
    private final Set<Long> looked = new HashSet<>();
    private final Set<Long> passed = new HashSet<>();
    private long rows;
    private boolean cascades;

    /** Returns whether there was room for it. */
    public boolean add(KeptSecret secret) {
        return secrets.size() < MOST && secrets.add(secret);
    }

    /** A write of the table has been looked at, with every row that it will change or delete. */
    public void looked(GuardedTable table, long matched) {
        if (table.isArchived()) {
            looked.add(table.counted().oid());
            rows += matched;
        }
    }

    /** Rows of the table go with those of another, so that no update count tells of them. */
    public void cascades(GuardedTable table) {
        cascades |= table.isArchived();
    }

    public boolean cascades() {
        return cascades;
    }

    /** A write of the table changes rows that nobody has looked at, and no secret. */
    public void passed(GuardedTable table) {
        if (table.isArchived()) {
            passed.add(table.counted().oid());
        }
    }

    /** Whether it can't be told afterwards if more rows were written than were looked at. */
    public boolean unclear() {
        return looked.stream().anyMatch(passed::contains);
    }

    /** What is to be kept. */
    public List<KeptSecret> secrets() {
        return List.copyOf(secrets);
    }

    /** Whether nothing was looked at of any table with an archive. */
    public boolean isEmpty() {
        return looked.isEmpty() && secrets.isEmpty();
    }

    /** Whether it concerns the table, or one that it is counted among. */
    boolean concern(GuardedTable table) {
        return looked.contains(table.counted().oid());
    }

    /** The rows that were looked at. */
    long rows() {
        return rows;
    }
}
