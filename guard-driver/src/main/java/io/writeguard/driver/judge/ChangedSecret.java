package io.writeguard.driver.judge;

import io.writeguard.driver.impact.ChangedRow;
import io.writeguard.driver.impact.LiveCount;
import io.writeguard.driver.impact.SecretAssignment;
import io.writeguard.driver.impact.SecretChange;
import io.writeguard.driver.row.KeyedHash;
import io.writeguard.driver.row.RowIdentity;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnNull;
import io.writeguard.rules.check.EmptySecretRule;
import io.writeguard.rules.check.MalformedSecretRule;
import io.writeguard.rules.check.PlaceholderSecretRule;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.check.ValueChecker;
import io.writeguard.rules.check.ValueState;
import io.writeguard.rules.check.WriteContext;
import io.writeguard.rules.plan.ValueSource;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges what one write does to one secret column, row by row. */
final class ChangedSecret {

    private final Inquiry inquiry;
    private final GuardedTable table;
    private final GuardedColumn secret;
    private final boolean computed;
    private final Gains gains;
    private final StaleClears stale;
    private final WriteOperation operation;
    private final SecretLosses losses;
    private final Overwrites overwrites;
    private final KeptValues kept;
    private final Map<KeyedHash, KeyedHash> recovered = new LinkedHashMap<>();
    private long lostHere;
    private long liveAgainHere;
    private long gainedHere;

    ChangedSecret(
            Inquiry inquiry,
            SubmittedStatement statement,
            GuardedTable table,
            SecretAssignment reached,
            SuppliedValues supplied,
            StaleClears stale,
            WriteOperation operation) {
        this.inquiry = inquiry;
        this.table = table;
        this.secret = reached.secret();
        this.computed = reached.source() instanceof ValueSource.Expression
                || reached.source() instanceof ValueSource.SubselectColumn;
        this.gains = Gains.of(statement, reached, operation);
        this.stale = stale;
        this.operation = operation;
        this.losses = inquiry.findings().losses(table, secret);
        this.overwrites = new Overwrites(secret, supplied);
        this.kept = new KeptValues(inquiry, table, secret, operation);
    }

    boolean visit(ChangedRow row, SecretChange change) throws SQLException {
        boolean liveBefore = row.acceptedBefore() && change.heldBefore() && present(change.before());
        boolean liveAfter = row.acceptedAfter() && change.heldAfter() && present(change.after());
        boolean held = change.heldBefore() || change.heldAfter();
        boolean room = !liveBefore || !change.changed() || kept.add(row);
        if (held && change.changed() && !operation.removes()) {
            judgeValue(change);
        }
        if (liveBefore && !liveAfter) {
            clear(row.identity(), change, false);
        } else if (!liveBefore && liveAfter) {
            recover(row.identity(), change);
        } else if (liveBefore && change.changed()) {
            SecretValue brought =
                    secret.isMember() ? MemberValues.brought(change.before(), change.after()) : change.after();
            if (secret.isMember() && MemberValues.fewer(change.before(), change.after())) {
                clear(row.identity(), change, true);
            }
            if (brought != null) {
                overwrite(row.identity(), change, brought);
            }
        }
        return room
                && (CommitCheck.postpones(losses)
                        || !losses.dueForCheck(gains.mayFollow(inquiry.looks().together(), overwrites.invalidate()))
                        || !MassCheck.fails(inquiry, losses));
    }

    /** A single statement that takes the last of more than one live secret is never below the minimum. */
    void finish() throws SQLException {
        recovered.forEach(
                (value, row) -> Repeats.note(inquiry.findings().firstRows(), losses.ledger(), secret, row, value));
        long left = liveAgainHere - lostHere;
        if (lostHere > 1
                && left <= 0
                && inquiry.questions().number(LiveCount.of(table, secret, 1 - left)) + left <= 0) {
            losses.takeLast();
        }
    }

    private void judgeValue(SecretChange change) {
        SecretColumn rules = secret.rules();
        SecretValue value = secret.isMember() ? MemberValues.brought(change.before(), change.after()) : change.after();
        if (value == null) {
            return;
        }
        ValueState state = secret.checker().check(value);
        if (state == ValueState.NULL && rules.onNull() != OnNull.REJECT) {
            return;
        }
        boolean mask = ValueChecker.isMaskOf(value, change.before());
        WriteContext context = Findings.context(table, operation);
        inquiry.findings().add(EmptySecretRule.judge(context, rules, state));
        inquiry.findings().add(PlaceholderSecretRule.judge(context, rules, state, mask));
        inquiry.findings().add(MalformedSecretRule.judge(context, rules, state));
    }

    private void clear(RowIdentity row, SecretChange change, boolean keepsOthers) {
        if (change.heldAfter() && change.changed() && admitted(change.after())) {
            return;
        }
        stale.cleared(secret, row, change.before(), operation);
        if (keepsOthers) {
            replace(row);
        } else {
            lose(row);
        }
    }

    private boolean admitted(SecretValue after) {
        return switch (secret.checker().check(after)) {
            case NULL -> secret.rules().onNull() == OnNull.ALLOW;
            case EMPTY -> secret.rules().onEmpty() == SecretColumn.OnEmpty.ALLOW;
            default -> false;
        };
    }

    private void recover(RowIdentity row, SecretChange change) {
        if (change.changed() && repeats(row, change)) {
            liveAgainHere++;
            written(row, change);
            return;
        }
        boolean regained = losses.regainIfLost(inquiry.transaction(), List.of(row.row()));
        if (overwrites.invalidate()) {
            losses.gainForNothing(regained ? 0 : 1);
        } else {
            liveAgainHere++;
            if (!regained) {
                losses.gain(1);
                gainedHere++;
            }
        }
        written(row, change);
    }

    /**
     * What the transaction has taken from the row and now puts a value in the place of that another row got before is a
     * rotation in two steps. A recovery of anything else never counts; its value is remembered.
     */
    private boolean repeats(RowIdentity row, SecretChange change) {
        KeyedHash value = inquiry.knowledge().hash(table, secret, change.after());
        boolean repeats = losses.hasLost(inquiry.transaction(), row.row())
                && losses.ledger().repeated().firstRow(value) != null
                && Repeats.note(inquiry.findings(), losses, secret, row, value, operation);
        if (!repeats) {
            recovered.putIfAbsent(value, row.row());
        }
        return repeats;
    }

    /** @param brought the new value, of a member those that the document did not hold before */
    private void overwrite(RowIdentity row, SecretChange change, SecretValue brought) {
        written(row, change);
        overwrites.add(row, brought).forEach(this::replace);
        if (overwrites.invalidate()) {
            forgetGains();
        } else {
            Repeats.note(
                    inquiry.findings(),
                    losses,
                    secret,
                    row,
                    inquiry.knowledge().hash(table, secret, change.after()),
                    operation);
        }
    }

    /** What a statement gives to rows without a secret makes up for nothing where it gives many rows the same. */
    private void forgetGains() {
        losses.gainedBefore(gainedHere);
        losses.gainForNothing(gainedHere);
        gainedHere = 0;
        liveAgainHere = 0;
    }

    private void written(RowIdentity row, SecretChange change) {
        inquiry.findings()
                .written(
                        table,
                        secret,
                        List.copyOf(row.keys()),
                        computed ? null : inquiry.knowledge().hash(table, secret, change.after()));
    }

    private void lose(RowIdentity row) {
        if (operation == WriteOperation.MEASURED) {
            losses.lose(row.row(), operation);
        } else {
            losses.loseFound(inquiry.transaction(), row.row(), operation);
        }
        lostHere++;
    }

    private void replace(RowIdentity row) {
        losses.replace(row.row(), operation);
        lostHere++;
    }

    private boolean present(SecretValue value) {
        return present(secret, value);
    }

    /** Whether a value is there, not empty and not blank. */
    static boolean present(GuardedColumn secret, SecretValue value) {
        if (secret.isMember()) {
            return MemberValues.present(value) > 0;
        }
        return ValueChecker.isPresent(value);
    }
}
