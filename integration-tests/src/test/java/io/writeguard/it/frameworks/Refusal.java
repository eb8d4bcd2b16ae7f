package io.writeguard.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.writeguard.driver.WriteRejectedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The guard's refusal behind the exception of a framework. */
public final class Refusal {

    private Refusal() {}

    /**
     * The rule that refused what was done.
     *
     * @param framework what the framework throws for a violated constraint
     */
    public static String rule(Class<? extends Throwable> framework, ThrowingCallable work) {
        Throwable thrown = catchThrowable(work);
        assertThat(thrown).isInstanceOf(framework);
        Throwable cause = thrown;
        while (!(cause instanceof WriteRejectedException refusal)) {
            cause = cause.getCause();
            assertThat(cause).as("a refusal of the guard is behind " + thrown).isNotNull();
        }
        return refusal.ruleId();
    }
}
