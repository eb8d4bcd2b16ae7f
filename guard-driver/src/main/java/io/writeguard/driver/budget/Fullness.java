package io.writeguard.driver.budget;

import java.time.Instant;

/** Whether a window has no room left, as far as the refused writes have shown. Guarded by the ledger. */
final class Fullness {

    private Instant since;
    private long rows;

    /** Returns whether that is news. */
    boolean begin(Instant now, long rowsInWindow) {
        rows = rowsInWindow;
        if (since != null) {
            return false;
        }
        since = now;
        return true;
    }

    /** Returns whether that is news. */
    boolean end() {
        boolean was = since != null;
        since = null;
        return was;
    }

    /** Null for one that has room, also where rows have left the window since. */
    Instant since(long rowsInWindow) {
        return rowsInWindow < rows ? null : since;
    }
}
