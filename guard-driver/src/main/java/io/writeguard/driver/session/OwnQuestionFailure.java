package io.writeguard.driver.session;

import java.sql.SQLException;

/** A question failed on a connection of the guard's own, which says nothing about the application's. */
final class OwnQuestionFailure extends SQLException {

    private static final long serialVersionUID = 1;

    OwnQuestionFailure(SQLException cause) {
        super(cause.getMessage(), cause.getSQLState(), cause);
    }
}
