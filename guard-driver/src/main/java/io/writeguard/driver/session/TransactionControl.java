package io.writeguard.driver.session;

import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.StatementKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a text, or a batch, does to the transaction that it runs in (manual, "Multiple Statements in a Simple Query"). */
final class TransactionControl {

    private static final Set<StatementKind> COMMITS =
            EnumSet.of(StatementKind.COMMIT, StatementKind.PREPARE_TRANSACTION);

    private static final Set<StatementKind> OPENS_OR_ENDS = EnumSet.of(
            StatementKind.BEGIN, StatementKind.COMMIT, StatementKind.PREPARE_TRANSACTION, StatementKind.ROLLBACK);

    private TransactionControl() {}

    static boolean in(List<SubmittedStatement> statements) {
        return any(statements, OPENS_OR_ENDS);
    }

    static boolean commits(List<SubmittedStatement> statements) {
        return any(statements, COMMITS);
    }

    static boolean commitsPartly(List<SubmittedStatement> statements) {
        return statements.size() > 1 && commits(statements);
    }

    /** Whether a ROLLBACK at its end takes back everything before it. */
    static boolean takesAllBack(List<SubmittedStatement> statements) {
        int last = statements.size() - 1;
        return last >= 0 && statements.get(last).reading().kind() == StatementKind.ROLLBACK && !commits(statements);
    }

    /** Whether it is a COMMIT and nothing else; one that fails ends its transaction all the same (manual, COMMIT). */
    static boolean isCommitAlone(List<SubmittedStatement> statements) {
        return statements.size() == 1 && commits(statements);
    }

    private static boolean any(List<SubmittedStatement> statements, Set<StatementKind> kinds) {
        for (SubmittedStatement statement : statements) {
            if (kinds.contains(statement.reading().kind())) {
                return true;
            }
        }
        return false;
    }
}
