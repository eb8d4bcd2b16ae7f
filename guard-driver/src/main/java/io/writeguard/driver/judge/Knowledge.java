package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Budget;
import io.writeguard.driver.ledger.SharedBudget;
import io.writeguard.driver.renewal.Reads;
import io.writeguard.driver.renewal.Renewals;
import io.writeguard.driver.row.Hasher;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.rules.check.SecretValue;
import java.time.Clock;
import java.time.Duration;

/** What the guard remembers of one database under one rules file, shared by all of its connections. Thread-safe. */
public record Knowledge(
        Budget budget,
        Renewals renewals,
        Reads reads,
        Hasher rowHasher,
        Hasher valueHasher,
        SharedBudget shared,
        Clock clock) {

    public static Knowledge empty(Clock clock) {
        return new Knowledge(
                new Budget(clock),
                new Renewals(clock),
                new Reads(),
                Hasher.ofEveryProcess(),
                Hasher.ofThisProcess(),
                new SharedBudget(clock),
                clock);
    }

    /**
     * Whether nothing is left that a later verdict would go by.
     *
     * @param longest for how long the rules look back at most
     */
    public boolean isSpent(Duration longest) {
        return budget.isEmpty() && renewals.quietFor(longest);
    }

    public RowIdentities identities(GuardedTable table) {
        return new RowIdentities(table, rowHasher);
    }

    KeyedHash hash(GuardedTable table, GuardedColumn secret, SecretValue value) {
        return valueHasher.hash("value " + table.counted().oid() + " " + secret.name(), ValueTexts.of(value));
    }
}
