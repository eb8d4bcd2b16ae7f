package io.writeguard.driver.impact;

import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.schema.TableColumn;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.plan.Assignment;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.sql.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part that every look at rows about to be updated shares: old and new value of each secret, and {@code live-when}
 * before and after. The new values are computed by the database.
 */
final class ChangeQuery {

    private final TargetRow target;
    private final List<SecretAssignment> secrets;
    private final Expressions expressions;
    private final Map<TableColumn, ValueSource> computed = new LinkedHashMap<>();
    private final Map<String, String> computedNames = new HashMap<>();
    private final Map<Span, Integer> subselectWidths = new HashMap<>();
    private final Set<String> decided = new HashSet<>();
    private final boolean acceptanceChanges;

    /**
     * @param assignments all of the write's; those to secrets and to columns of {@code live-when} and {@code only-rows} matter
     */
    ChangeQuery(TargetRow target, List<SecretAssignment> secrets, List<Assignment> assignments) {
        this.target = target;
        this.secrets = secrets;
        this.expressions = new Expressions(target);
        boolean changes = false;
        for (SecretAssignment secret : secrets) {
            if (secret.source() != null) {
                compute(secret.secret().column(), secret.source());
            }
        }
        for (Assignment assignment : assignments) {
            if (target.table().decides(assignment.column())) {
                compute(target.table().column(assignment.column()), assignment.value());
                changes |= target.table().liveWhenColumns().contains(assignment.column());
                decided.add(assignment.column());
            }
        }
        this.acceptanceChanges = changes;
    }

    private void compute(TableColumn column, ValueSource source) {
        computed.put(column, source);
        computedNames.putIfAbsent(column.name(), "wg_new.n" + computedNames.size());
        expressions.announce(source);
        if (source instanceof ValueSource.SubselectColumn subselect) {
            subselectWidths.put(subselect.query(), subselect.width());
        }
    }

    /** The spans of the statement that {@link #appendComputed} uses. */
    List<Span> spans() {
        List<Span> spans = new ArrayList<>(subselectWidths.keySet());
        for (ValueSource source : computed.values()) {
            if (source instanceof ValueSource.Expression expression) {
                spans.add(expression.span());
            }
        }
        return spans;
    }

    String selectList() {
        StringBuilder list = new StringBuilder(target.identityList());
        list.append(", ").append(target.accepted()).append(", ").append(acceptedAfter());
        for (SecretAssignment secret : secrets) {
            list.append(", ").append(before(secret));
            list.append(", ").append(changed(secret));
            list.append(", ").append(secret.source() == null ? "NULL" : after(secret));
            list.append(", ").append(target.holds(secret.secret()));
            list.append(", ").append(heldAfter(secret));
        }
        return list.toString();
    }

    /** New values as columns of a row, to the right of the target: {@code , LATERAL (SELECT … AS n0) AS wg_new}. */
    void appendComputed(SqlBuilder sql) {
        expressions.appendSubselects(sql, subselectWidths);
        String separator = ", LATERAL (SELECT ";
        for (Map.Entry<TableColumn, ValueSource> column : computed.entrySet()) {
            sql.own(separator);
            expressions.append(sql, column.getValue(), column.getKey());
            sql.own(" AS " + computedNames.get(column.getKey().name()).substring("wg_new.".length()));
            separator = ", ";
        }
        sql.own(") AS wg_new");
    }

    /** Holds for the rows that are worth looking at. */
    String filter() {
        List<String> reasons = new ArrayList<>();
        for (SecretAssignment secret : secrets) {
            if (secret.source() != null) {
                reasons.add(held(secret) + changed(secret));
            }
            if (holdingChanges(secret)) {
                reasons.add(target.holds(secret.secret()) + " <> " + heldAfter(secret));
            }
        }
        if (acceptanceChanges) {
            reasons.add(target.accepted() + " <> " + acceptedAfter());
        }
        return "(" + String.join(" OR ", reasons) + ")";
    }

    /**
     * @param before how many columns come before those of the select list
     */
    ChangedRow read(ResultSet row, int before, RowIdentities identities) throws SQLException {
        int index = before + target.identityWidth();
        boolean acceptedBefore = row.getBoolean(++index);
        boolean acceptedAfter = row.getBoolean(++index);
        List<SecretChange> changes = new ArrayList<>();
        for (SecretAssignment secret : secrets) {
            SecretValue held = Values.read(row, ++index, secret.secret().type());
            boolean changed = row.getBoolean(++index);
            index++;
            SecretValue after = secret.source() == null
                    ? held
                    : Values.read(row, index, secret.secret().type());
            changes.add(new SecretChange(held, after, changed, row.getBoolean(++index), row.getBoolean(++index)));
        }
        return new ChangedRow(
                target.identity(row, before, identities),
                acceptedBefore,
                acceptedAfter,
                target.stored(row, before),
                changes);
    }

    private String acceptedAfter() {
        return acceptanceChanges ? target.acceptedWith(computedNames) : target.accepted();
    }

    private boolean holdingChanges(SecretAssignment secret) {
        return secret.secret().onlyRowsColumns().stream().anyMatch(decided::contains);
    }

    private String heldAfter(SecretAssignment secret) {
        return holdingChanges(secret)
                ? target.holdsWith(secret.secret(), computedNames)
                : target.holds(secret.secret());
    }

    /** What {@code only-rows} adds to the reasons to look at a row: that it accepts the row before or after. */
    private String held(SecretAssignment secret) {
        if (secret.secret().rules().onlyRows() == null) {
            return "";
        }
        String before = target.holds(secret.secret());
        return holdingChanges(secret) ? "(" + before + " OR " + heldAfter(secret) + ") AND " : before + " AND ";
    }

    private String before(SecretAssignment secret) {
        return Values.readable(
                secret.secret(), target.column(secret.secret().column().name()));
    }

    private String after(SecretAssignment secret) {
        return Values.readable(
                secret.secret(), computedNames.get(secret.secret().column().name()));
    }

    private String changed(SecretAssignment secret) {
        return secret.source() == null ? "false" : before(secret) + " IS DISTINCT FROM " + after(secret);
    }
}
