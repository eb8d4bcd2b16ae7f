package io.writeguard.it.transparency;

import java.sql.Connection;
import java.util.Objects;

/**
 * What an application does with a connection.
 *
 * @param name in reports
 */
record Scenario(String name, Calls calls) {

    /** JDBC calls; a failure that the application would not catch ends them. */
    @FunctionalInterface
    interface Calls {
        void on(Connection connection) throws Exception;
    }

    /** One call whose failure the application catches. */
    @FunctionalInterface
    interface Attempt {
        void run() throws Exception;
    }

    /** Goes on after a failure; the transcript has it. */
    static void attempt(Attempt call) {
        try {
            call.run();
        } catch (Exception recorded) {
            return;
        }
    }

    /** The transcript has the answer already. */
    static void seen(Object answer) {
        Objects.requireNonNull(answer);
    }

    @Override
    public String toString() {
        return name;
    }
}
