package io.writeguard.driver.statement;

import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;

/**
 * One statement of a text that is about to be sent.
 *
 * @param sql the whole text
 * @param values bound to the whole text, by JDBC index from 0; empty for a plain Statement
 * @param prepared whether {@code ?} stands for a bound value; in a plain Statement it is an operator
 */
public record SubmittedStatement(LexedSql sql, StatementReading reading, BoundValue[] values, boolean prepared) {

    /** The bound value of a JDBC parameter, from 1; null where there is none. */
    public BoundValue value(int parameter) {
        return prepared && parameter >= 1 && parameter <= values.length ? values[parameter - 1] : null;
    }
}
