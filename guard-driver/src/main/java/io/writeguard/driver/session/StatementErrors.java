package io.writeguard.driver.session;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Errors of the application's statement that a question about it has met first. */
final class StatementErrors {

    private StatementErrors() {}

    /** The same error without the position, which counts in the question's text and would point to the wrong place. */
    static SQLException withoutPosition(SQLException failure) {
        if (!(failure instanceof PSQLException error)
                || error.getServerErrorMessage() == null
                || error.getServerErrorMessage().getPosition() == 0) {
            return failure;
        }
        SQLException copy = new PSQLException(new ServerErrorMessage(fields(error.getServerErrorMessage())));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    /** As the server sends them: each a letter and a text, ended by a zero (manual, "Error and Notice Message Fields"). */
    private static String fields(ServerErrorMessage message) {
        return field('S', message.getSeverity())
                + field('C', message.getSQLState())
                + field('M', message.getMessage())
                + field('D', message.getDetail())
                + field('H', message.getHint())
                + field('W', message.getWhere())
                + field('s', message.getSchema())
                + field('t', message.getTable())
                + field('c', message.getColumn())
                + field('d', message.getDatatype())
                + field('n', message.getConstraint())
                + field('F', message.getFile())
                + field('L', Integer.toString(message.getLine()))
                + field('R', message.getRoutine());
    }

    private static String field(char letter, String text) {
        return text == null ? "" : letter + text + '\0';
    }
}
