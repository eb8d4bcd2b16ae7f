package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.LedgerName;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The keys of the advisory locks of one ledger and one process. A transaction that may lose n rows holds, in share mode, so
 * that it never waits, the lock whose key says n.
 *
 * <p>First key: 24 bits of ledger, 8 of process. Second key: 20 bits of process, one for a reservation that is only being
 * asked for, 11 of rows. So many locks must not fill the
 * server's lock table: rows are exact up to 64, above that rounded up by at most a thirty-second, a lock for each step.
 */
record ReservedLocks(int ledger, int process) {

    private static final int EXACT = 6;
    private static final int ASKED_FOR = 1 << 11;
    private static final long MOST = 63L << 31;

    static ReservedLocks of(LedgerName name, UUID instance) {
        CRC32 sum = new CRC32();
        sum.update((name.table() + "\n" + name.secret()).getBytes(StandardCharsets.UTF_8));
        return new ReservedLocks((int) sum.getValue() & 0xFFFFFF, (int) instance.getMostSignificantBits() & 0xFFFFFFF);
    }

    /** The first key of all processes' locks is from here to 255 above. */
    int firstKeyFrom() {
        return ledger << 8;
    }

    int firstKey() {
        return ledger << 8 | process >>> 20;
    }

    int secondKey(int step) {
        return process << 12 | step;
    }

    /** The second key while it is not known yet whether there is room. */
    int secondKeyAskedFor(int step) {
        return secondKey(step) | ASKED_FOR;
    }

    static boolean isAskedFor(int secondKey) {
        return (secondKey & ASKED_FOR) != 0;
    }

    boolean isOwn(int firstKey, int secondKey) {
        return firstKey == firstKey() && secondKey >>> 12 == (process & 0xFFFFF);
    }

    /** The number of the smallest step that has room for so many rows; 0 for none. */
    static int step(long rows) {
        long above = Math.min(Math.max(0, rows), MOST);
        int exponent = 0;
        while (above >= 1L << EXACT) {
            above = (above + 1) >>> 1;
            exponent++;
        }
        return exponent << EXACT | (int) above;
    }

    static long rows(int secondKey) {
        int step = secondKey & ASKED_FOR - 1;
        return (long) (step & (1 << EXACT) - 1) << (step >>> EXACT);
    }
}
