package io.writeguard.driver.judge;

import io.writeguard.driver.archive.KeptSecrets;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.rules.Rule;
import io.writeguard.rules.TableName;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.check.WriteContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything found out about one submission while it is judged. */
final class Findings {

    private record ColumnKey(long table, String column) {}

    private record ViolationKey(Rule rule, TableName table, String column) {}

    private final Knowledge knowledge;
    private final Permissions permissions;
    private final boolean enforced;
    private final Map<ViolationKey, Violation> violations = new LinkedHashMap<>();
    private final Set<ViolationKey> permittedKeys = new HashSet<>();
    private final Map<Violation, String> permitted = new LinkedHashMap<>();
    private final Map<ColumnKey, SecretLosses> losses = new LinkedHashMap<>();
    private final List<Effects.Write> writes = new ArrayList<>();
    private final FirstRows firstRows = new FirstRows();
    private final Set<KeyedHash> touched = new HashSet<>();
    private final Matched matched = new Matched();
    private final KeptSecrets kept = new KeptSecrets();
    private boolean hidden;
    private final Set<Long> touchedTables = new HashSet<>();

    /** @param enforced whether what breaks a rule is refused; else all that is judged may come to pass */
    Findings(Knowledge knowledge, Permissions permissions, boolean enforced) {
        this.enforced = enforced;
        this.knowledge = knowledge;
        this.permissions = permissions;
    }

    /**
     * Of the violations of a rule by a column the first is kept, unless another counts more, as where a statement that is
     * only warned of goes on; one that an override permits now is none.
     */
    void add(Violation violation) {
        ViolationKey key = new ViolationKey(violation.rule(), violation.table(), violation.column());
        Optional<String> reason = permissions.reasonFor(violation.rule());
        if (reason.isEmpty()) {
            violations.merge(key, violation, Findings::graver);
        } else if (permittedKeys.add(key)) {
            permitted.put(violation, reason.get());
        }
    }

    private static Violation graver(Violation first, Violation second) {
        return first.counts() != null
                        && second.counts() != null
                        && second.counts().lost() > first.counts().lost()
                ? second
                : first;
    }

    boolean isNew(Violation violation) {
        return !violations.containsKey(new ViolationKey(violation.rule(), violation.table(), violation.column()));
    }

    void add(Optional<Violation> violation) {
        violation.ifPresent(this::add);
    }

    SecretLosses losses(GuardedTable table, GuardedColumn secret) {
        return losses.computeIfAbsent(
                new ColumnKey(table.counted().oid(), secret.name()),
                key -> new SecretLosses(table, secret, knowledge.budget().ledger(table, secret.name())));
    }

    Collection<SecretLosses> losses() {
        return losses.values();
    }

    /** The transaction will have written the secret; a later clear of it by another may be stale. */
    void written(GuardedTable table, GuardedColumn secret, List<KeyedHash> rows, KeyedHash value) {
        if (StaleClears.apply(table)) {
            writes.add(new Effects.Write(
                    table.counted().oid(),
                    secret.name(),
                    rows,
                    value,
                    StaleClears.shared(table, losses(table, secret).ledger())));
        }
    }

    /**
     * @param rows that the statement names by a key; empty where it writes rows that it does not name
     */
    void touched(GuardedTable table, Collection<KeyedHash> rows) {
        if (StaleClears.apply(table)) {
            touched.addAll(rows);
            if (rows.isEmpty()) {
                touchedTables.add(table.oid());
            }
        }
    }

    /** Takes over which rows it touches, as others have found out. */
    void touchedAs(Findings others) {
        touched.addAll(others.touched);
        touchedTables.addAll(others.touchedTables);
    }

    FirstRows firstRows() {
        return firstRows;
    }

    Matched matched() {
        return matched;
    }

    /** What the submission takes from tables with {@code archive}. */
    KeptSecrets kept() {
        return kept;
    }

    boolean enforced() {
        return enforced;
    }

    /** The submission may reach guarded tables in ways that only running it shows. */
    void hide() {
        hidden = true;
    }

    boolean hidden() {
        return hidden;
    }

    List<Violation> violations() {
        return violations.isEmpty()
                ? List.of()
                : violations.values().stream()
                        .sorted(Comparator.comparing(Violation::rule))
                        .toList();
    }

    /** What an override permits, and the reason of each. */
    Map<Violation, String> permitted() {
        return permitted;
    }

    Effects effects() {
        List<Effects.Loss> all =
                losses.values().stream().map(SecretLosses::effect).toList();
        return new Effects(
                all, List.copyOf(writes), firstRows.values(), Set.copyOf(touched), Set.copyOf(touchedTables));
    }

    static WriteContext context(GuardedTable table, WriteOperation operation) {
        return new WriteContext(table.rules(), table.name(), table.key(), operation.text());
    }
}
