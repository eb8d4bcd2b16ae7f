package io.writeguard.driver.session;

import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.Violation;
import io.writeguard.rules.plan.StatementKind;
import java.sql.SQLException;
import java.util.List;

/**
 * Goes along with one COPY … FROM STDIN. Once {@link #accepts} or {@link #acceptsEnd} has answered false, the caller cancels
 * the COPY and throws {@link #refusal}.
 */
public abstract class CopyCheck {

    /** Accepts everything. */
    public static final CopyCheck NOTHING_GUARDED = new CopyCheck() {};

    /** Aborts the transaction and makes the exception. */
    @FunctionalInterface
    interface Refuser {
        SQLException refuse(List<Violation> violations) throws SQLException;
    }

    CopyCheck() {}

    /** Whether it is one COPY of a table, and nothing else. */
    static boolean isReadable(List<SubmittedStatement> statements) {
        return statements.size() == 1
                && statements.get(0).reading().readable()
                && statements.get(0).reading().kind() == StatementKind.COPY_FROM;
    }

    /** Whether there is anything to check. */
    public boolean isNeeded() {
        return false;
    }

    /** Whether these bytes may be sent. */
    public boolean accepts(byte[] bytes, int from, int length) {
        return true;
    }

    /** Whether the COPY may be ended. */
    public boolean acceptsEnd() {
        return true;
    }

    /** To be called once the COPY has been cancelled. */
    public SQLException refusal() throws SQLException {
        throw new IllegalStateException("nothing was refused");
    }

    /**
     * To be called once the server has taken the rows.
     *
     * @throws SQLException the refusal, where only the rows as they are now could tell; they are gone again then
     */
    public void ended() throws SQLException {}

    /** To be called where the COPY has failed or was cancelled, unless {@link #refusal} was asked for. */
    public void failed() throws SQLException {}
}
