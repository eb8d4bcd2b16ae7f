package io.writeguard.driver.budget;

import io.writeguard.driver.row.KeyedHash;
import java.util.Set;

/**
 * What one submission does to the live rows of a ledger.
 *
 * @param lost rows that it leaves without the live secret that they had
 * @param replaced those of them that it leaves with another live secret
 * @param regained rows that have a live secret after it, whoever took it from them
 * @param gained rows that come to have a live secret and that the transaction had not lost before; below zero where more of
 *     those that were gained before are lost again
 * @param mayGainMore whether it writes secrets into rows that nobody has looked at
 */
public record RowChanges(
        Set<KeyedHash> lost, Set<KeyedHash> replaced, Set<KeyedHash> regained, long gained, boolean mayGainMore) {

    public static final RowChanges NONE = new RowChanges(Set.of(), Set.of(), Set.of(), 0, false);

    /** Secrets are written into rows that nobody has looked at, and none is lost. */
    public static final RowChanges MAY_GAIN = new RowChanges(Set.of(), Set.of(), Set.of(), 0, true);

    /** Whether no row is lost or gained, as far as anybody knows. */
    public boolean countNothing() {
        return lost.isEmpty() && regained.isEmpty() && gained == 0;
    }
}
