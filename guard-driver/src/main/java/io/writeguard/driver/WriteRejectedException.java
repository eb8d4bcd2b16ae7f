package io.writeguard.driver;

import io.writeguard.rules.TableName;
import io.writeguard.rules.check.Violation;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.List;

/**
 * A write was refused before it could do damage. SQLState {@code 23514}, so that frameworks translate it as they do a
 * CHECK violation. Message and fields never contain a literal or a bound value.
 */
public final class WriteRejectedException extends SQLIntegrityConstraintViolationException {

    /** SQLState check_violation (PostgreSQL manual, appendix A). */
    public static final String SQL_STATE = "23514";

    private final transient List<Violation> violations;
    private final String ruleId;
    private final String table;
    private final String column;

    WriteRejectedException(List<Violation> violations) {
        super(violations.get(0).message(), SQL_STATE);
        Violation first = violations.get(0);
        this.violations = List.copyOf(violations);
        this.ruleId = first.rule().id();
        this.table = text(first.table());
        this.column = first.column();
    }

    private static String text(TableName table) {
        return table == null ? null : table.toString();
    }

    /** The first rule that fired, in the order of {@link io.writeguard.rules.Rule}; for example {@code empty-secret}. */
    public String ruleId() {
        return ruleId;
    }

    /** {@code schema.table}; null where an override that is not allowed was refused. */
    public String table() {
        return table;
    }

    /** The secret column; null where the rule is about the whole table. */
    public String column() {
        return column;
    }

    /** Every rule that fired; empty in a copy that was serialised. */
    public List<Violation> violations() {
        return violations == null ? List.of() : violations;
    }
}
