package io.writeguard.driver.cli;

import io.writeguard.driver.cli.offline.Answer;
import io.writeguard.driver.statement.BoundValue;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;
import java.util.List;

/** Says what the guard would say of a text. */
@FunctionalInterface
interface VerdictSource {

    /** @param values of the text's parameters, parameter n at n - 1; null where one is not known */
    Answer answer(LexedSql sql, List<StatementReading> readings, BoundValue[] values);
}
