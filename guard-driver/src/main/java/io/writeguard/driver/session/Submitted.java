package io.writeguard.driver.session;

import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.StatementReading;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Submissions taken apart into statements. */
final class Submitted {

    private Submitted() {}

    /**
     * @param statement that the submissions are executed with; null for none
     */
    static List<SubmittedStatement> statements(Statement statement, List<Submission> submissions) {
        List<SubmittedStatement> statements = new ArrayList<>(submissions.size());
        boolean prepared = statement instanceof PreparedStatement;
        for (Submission submission : submissions) {
            ReadSql text = (ReadSql) submission.text();
            for (StatementReading reading : text.readings()) {
                statements.add(new SubmittedStatement(text.lexed(), reading, submission.values(), prepared));
            }
        }
        return statements;
    }

    /** Whether the application has set every parameter; where not, the driver says so better. */
    static boolean isComplete(Statement statement, List<Submission> submissions) {
        if (!(statement instanceof PreparedStatement) || statement instanceof CallableStatement) {
            return true;
        }
        for (Submission submission : submissions) {
            if (!isComplete(submission)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isComplete(Submission submission) {
        int parameters = ((ReadSql) submission.text()).lexed().parameterCount();
        for (int i = 0; i < parameters; i++) {
            if (i >= submission.values().length || submission.values()[i] == null) {
                return false;
            }
        }
        return true;
    }
}
