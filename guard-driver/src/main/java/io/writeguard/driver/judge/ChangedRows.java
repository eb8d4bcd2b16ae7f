package io.writeguard.driver.judge;

import io.writeguard.driver.archive.KeptSecrets;
import io.writeguard.driver.impact.ChangedRow;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.impact.SecretChange;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges the rows that one write would change, as they are looked at. */
final class ChangedRows {

    private final KeptSecrets kept;
    private final GuardedTable table;
    private final StaleClears stale;
    private final List<ChangedSecret> secrets = new ArrayList<>();
    private final Set<KeyedHash> seen = new HashSet<>();
    private long matched;

    /**
     * @param compared what the write's predicate compares with what the application supplied
     * @param operation what the write does, for messages
     */
    ChangedRows(
            Inquiry inquiry,
            SubmittedStatement statement,
            GuardedTable table,
            List<SecretAssignment> reached,
            List<Set<String>> compared,
            WriteOperation operation) {
        this.kept = inquiry.findings().kept();
        this.table = table;
        stale = new StaleClears(inquiry, table, reached, compared);
        SuppliedValues supplied = new SuppliedValues(statement);
        for (SecretAssignment secret : reached) {
            secrets.add(new ChangedSecret(inquiry, statement, table, secret, supplied, stale, operation));
        }
    }

    /** To be called first, for a write whose rows the transaction may have locked or written before. */
    void begin(SubmittedStatement statement, Write write) throws SQLException {
        stale.noteOwnRows(statement, write);
    }

    /** Returns whether the next row is wanted: not where the verdict can't change any more. */
    boolean visit(ChangedRow row) throws SQLException {
        boolean goOn = true;
        if (row.identity() == null || seen.add(row.identity().row())) {
            matched++;
            for (int i = 0; i < row.secrets().size(); i++) {
                SecretChange change = row.secrets().get(i);
                goOn &= secrets.get(i).visit(row, change);
            }
        }
        return goOn;
    }

    /** Rows visited so far, each once. */
    long matched() {
        return matched;
    }

    /** To be called when all rows have been visited. */
    void finish() throws SQLException {
        for (ChangedSecret secret : secrets) {
            secret.finish();
        }
        kept.looked(table, matched);
        finishStale();
    }

    /** The part of {@link #finish} that is about stale clears. */
    void finishStale() throws SQLException {
        stale.finish();
    }
}
