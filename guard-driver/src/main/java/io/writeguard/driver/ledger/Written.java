package io.writeguard.driver.ledger;

import io.writeguard.driver.budget.Ledger;
import java.util.HashMap;
import java.util.Map;

/** What one open transaction has written to the ledgers that it shares with other processes. One thread at a time. */
public final class Written {

    /**
     * In one ledger.
     *
     * @param step of the lock that says how much is reserved
     * @param losses whether any row has been written as lost; gains alone are nobody's business
     * @param gains how many of the rows gained have been written
     */
    record Progress(int step, boolean losses, long gains) {

        static final Progress NONE = new Progress(0, false, 0);
    }

    private final Map<Ledger, Progress> progress = new HashMap<>();

    public boolean isEmpty() {
        return progress.values().stream().noneMatch(Progress::losses);
    }

    Progress of(Ledger ledger) {
        return progress.getOrDefault(ledger, Progress.NONE);
    }

    void set(Ledger ledger, Progress now) {
        progress.put(ledger, now);
    }

    /** Takes back what is noted from now on, to be called where the server has taken it back too. */
    public Runnable mark(Ledger ledger) {
        Progress before = of(ledger);
        return () -> progress.put(ledger, before);
    }
}
