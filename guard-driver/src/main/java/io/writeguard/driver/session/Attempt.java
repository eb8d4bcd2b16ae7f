package io.writeguard.driver.session;

import io.writeguard.driver.statement.SubmittedStatement;
import java.sql.Statement;
import java.util.List;

/**
 * One call of the application's that sends guarded SQL.
 *
 * @param statement that is executed; null for none
 * @param call sends it
 * @param refusal makes the exception that the call throws where it is refused
 * @param implicit holds the guard's questions and the call together
 * @param clock of the verdict
 */
record Attempt<T>(
        Statement statement,
        List<SubmittedStatement> statements,
        SqlCall<T> call,
        RefusalOf refusal,
        ImplicitTransaction implicit,
        VerdictClock clock) {}
