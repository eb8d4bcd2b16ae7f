package io.writeguard.driver.judge;

import io.writeguard.driver.budget.Ledger;
import io.writeguard.driver.impact.OwnRows;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.ledger.SharedRenewals;
import io.writeguard.driver.renewal.Renewal;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.row.RowIdentity;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.MassInvalidation.Budget;
import io.writeguard.rules.StaleClear;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.StaleClearFacts;
import io.writeguard.rules.check.StaleClearRule;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Collects, for one write, the clears of rows that this side may not have seen since they were renewed. */
final class StaleClears {

    private final Inquiry inquiry;
    private final GuardedTable table;
    private final boolean compares;
    private long rows;
    private Duration sinceRenewal;
    private boolean stillOpen;
    private final List<Clear> unexplained = new ArrayList<>();

    /** A clear of a row that no write by this process makes stale. */
    private record Clear(GuardedColumn secret, RowIdentity row, WriteOperation operation) {}

    /**
     * @param reached the secrets that the write reaches; comparing any of them is comparing what it clears
     * @param compared what the write's predicate compares with what the application supplied; see {@link Write}
     */
    StaleClears(Inquiry inquiry, GuardedTable table, List<SecretAssignment> reached, List<Set<String>> compared) {
        this.inquiry = inquiry;
        this.table = table;
        Set<String> telling = new HashSet<>(table.rules().versionColumns());
        reached.forEach(secret -> telling.add(secret.secret().column().name()));
        this.compares = compared.stream().anyMatch(telling::containsAll);
    }

    /** To be called before the rows are looked at, which locks them: afterwards nobody can tell who did. */
    void noteOwnRows(SubmittedStatement statement, Write write) throws SQLException {
        if (apply(table) && inquiry.transaction().holdsUnnamed(table.oid())) {
            Set<KeyedHash> own = new HashSet<>();
            OwnRows.find(
                    inquiry.questions(),
                    statement,
                    write,
                    table,
                    inquiry.knowledge().identities(table),
                    own::add);
            inquiry.transaction().hold(own);
        }
    }

    static boolean apply(GuardedTable table) {
        return table.rules().staleClear().mode() != StaleClear.Mode.OFF;
    }

    /** Whether a later clear is judged by which secrets have changed lately. */
    static boolean dependOnChanges(GuardedTable table) {
        return table.rules().staleClear().mode() == StaleClear.Mode.WITHIN;
    }

    /** A row whose secret the write would clear; it is locked, so the value is the present one. */
    void cleared(GuardedColumn secret, RowIdentity row, SecretValue present, WriteOperation operation) {
        if (!apply(table) || compares) {
            return;
        }
        StaleClear rule = table.rules().staleClear();
        if (rule.mode() == StaleClear.Mode.ALWAYS) {
            rows++;
        } else if (!inquiry.transaction().holds(row)) {
            Knowledge knowledge = inquiry.knowledge();
            List<Renewal> unseen = knowledge
                    .renewals()
                    .of(
                            table.counted().oid(),
                            secret.name(),
                            row,
                            knowledge.hash(table, secret, present),
                            inquiry.transaction().author(),
                            rule.within())
                    .stream()
                    .filter(renewal -> !knowledge.reads().hasSeen(row, renewal))
                    .toList();
            note(unseen, knowledge.clock().instant());
            if (unseen.isEmpty() && table.rules().massInvalidation().budget() == Budget.DATABASE) {
                unexplained.add(new Clear(secret, row, operation));
            }
        }
        judge(secret, operation);
    }

    private void judge(GuardedColumn secret, WriteOperation operation) {
        inquiry.findings()
                .add(StaleClearRule.judge(
                        Findings.context(table, operation),
                        secret.rules(),
                        new StaleClearFacts(rows, sinceRenewal, stillOpen)));
    }

    /** To be called when all rows have been looked at: asks what other processes have written in them. */
    void finish() throws SQLException {
        Set<GuardedColumn> secrets = new LinkedHashSet<>();
        unexplained.forEach(clear -> secrets.add(clear.secret()));
        for (GuardedColumn secret : secrets) {
            List<Clear> clears = unexplained.stream()
                    .filter(clear -> clear.secret().equals(secret))
                    .toList();
            Set<KeyedHash> keys = new HashSet<>();
            clears.forEach(clear -> keys.addAll(clear.row().keys()));
            Ledger ledger = inquiry.knowledge().budget().ledger(table, secret.name());
            Map<KeyedHash, Instant> written = inquiry.book().writtenElsewhere(shared(table, ledger), keys);
            clears.forEach(clear -> noteElsewhere(clear, written));
        }
        unexplained.clear();
    }

    private void noteElsewhere(Clear clear, Map<KeyedHash, Instant> written) {
        Optional<Instant> last = clear.row().keys().stream()
                .map(written::get)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder());
        if (last.isPresent() && !inquiry.knowledge().reads().hasRead(clear.row(), last.get())) {
            rows++;
            Duration since =
                    Duration.between(last.get(), inquiry.knowledge().clock().instant());
            sinceRenewal = since.isNegative() ? Duration.ZERO : since;
            judge(clear.secret(), clear.operation());
        }
    }

    /** Where other processes are told of secrets written in the table; null where they needn't be. */
    static SharedRenewals shared(GuardedTable table, Ledger ledger) {
        StaleClear rule = table.rules().staleClear();
        return ledger.shared() && rule.mode() == StaleClear.Mode.WITHIN
                ? new SharedRenewals(ledger.name(), rule.within())
                : null;
    }

    private void note(List<Renewal> unseen, Instant now) {
        if (!unseen.isEmpty()) {
            rows++;
        }
        for (Renewal renewal : unseen) {
            Duration since = renewal.author().sinceCommit(now);
            if (since == null) {
                stillOpen = true;
            } else if (sinceRenewal == null || since.compareTo(sinceRenewal) < 0) {
                sinceRenewal = since;
            }
        }
    }
}
