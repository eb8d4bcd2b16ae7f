package io.writeguard.driver.archive;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;

/** Counts what becomes of the rows of one secret. */
final class RestoreTally {

    final GuardedTable table;
    final GuardedColumn secret;
    long restored;
    long renewed;
    long missingRows;
    long failed;

    RestoreTally(GuardedTable table, GuardedColumn secret) {
        this.table = table;
        this.secret = secret;
    }

    void add(RestoreTally other) {
        restored += other.restored;
        renewed += other.renewed;
        missingRows += other.missingRows;
        failed += other.failed;
    }

    long rows() {
        return restored + renewed + missingRows + failed;
    }

    RestoreReport.Secret report() {
        return new RestoreReport.Secret(table.name(), secret.name(), restored, renewed, missingRows, failed);
    }
}
