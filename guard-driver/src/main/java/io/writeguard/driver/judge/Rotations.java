package io.writeguard.driver.judge;

import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.schema.NameResolver;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.driver.transaction.Effects;
import io.writeguard.driver.transaction.OpenTransaction;
import io.writeguard.rules.check.SecretValue;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges what most writes of a guarded table are: an UPDATE that gives good new secrets to one row, named by its key, or that
 * leaves the secrets alone. Text and values say it all, so nothing is asked of the database; and what holds whatever the
 * values are is found out once for each text. One thread at a time.
 */
public final class Rotations {

    private final Knowledge knowledge;
    private final Plans<RotationPlan> plans;

    public Rotations(Knowledge knowledge, NameResolver names) {
        this.knowledge = knowledge;
        this.plans = new Plans<>(names, (statement, write, table) -> RotationPlan.of(write, table, knowledge));
    }

    /**
     * Null where any of the statements is something else, or has to be looked at for its values.
     *
     * @throws SQLException where the database has to be asked what a name stands for, and that fails
     */
    public Judgement judge(List<SubmittedStatement> statements, OpenTransaction transaction) throws SQLException {
        FirstRows firstRows = new FirstRows();
        Matched matched = new Matched();
        List<Effects.Loss> gains = new ArrayList<>();
        RotationPlan last = null;
        for (SubmittedStatement statement : statements) {
            RotationPlan plan = plans.of(statement);
            if (plan == null || !passes(plan, statement, transaction, firstRows)) {
                return null;
            }
            if (!plan.equals(last)) {
                gains.addAll(plan.gains());
                last = plan;
            }
            if (!plan.secrets().isEmpty()) {
                matched.add(plan.table(), plan.columns(), WriteOperation.UPDATE, 1);
            }
        }
        Effects effects = new Effects(gains, List.of(), firstRows.values(), Set.of(), Set.of());
        return Judgement.allowed(effects, matched.of(statements.size()));
    }

    /** As long as the value has gone to no other row, and it does not matter what the row held before. */
    private boolean passes(
            RotationPlan plan, SubmittedStatement statement, OpenTransaction transaction, FirstRows firstRows) {
        if (plan.secrets().isEmpty()) {
            return true;
        }
        List<KeyedHash> row = null;
        for (RotationPlan.Secret secret : plan.secrets()) {
            SecretValue value = GoodValues.of(statement, secret.assignment());
            if (value == null || transaction.hasLosses(secret.ledger())) {
                return false;
            }
            if (row == null) {
                row = NamedRows.of(statement, plan.write(), plan.table(), plan.identities());
            }
            if (row.isEmpty()) {
                return false;
            }
            if (Repeats.count(secret.column())) {
                KeyedHash hash = knowledge.hash(plan.table(), secret.column(), value);
                if (Repeats.suspected(firstRows, secret.ledger(), secret.column(), row, hash)) {
                    return false;
                }
                Repeats.note(firstRows, secret.ledger(), secret.column(), row.get(0), hash);
            }
        }
        return true;
    }
}
