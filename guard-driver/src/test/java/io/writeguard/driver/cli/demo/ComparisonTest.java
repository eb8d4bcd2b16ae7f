package io.writeguard.driver.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Outcome DAMAGE = new Outcome(500, 0, 0, 0, null);
    private static final Outcome NO_DAMAGE = new Outcome(500, 500, 0, 0, null);
    private static final Outcome FAILED = new Outcome(500, 500, 1, 1, new SQLException("connection refused"));

    @Test
    void aGuardThatLetsTheDamageThroughHasNotHeld() {
        assertThat(new Comparison(new RedactedWriteBack(), DAMAGE, DAMAGE).held())
                .isFalse();
    }

    @Test
    void anErrorThatIsNoRefusalIsNotTheGuard() {
        assertThat(new Comparison(new RedactedWriteBack(), DAMAGE, FAILED).held())
                .isFalse();
    }

    @Test
    void anIncidentThatDoesNoDamageProvesNothing() {
        assertThat(new Comparison(new RedactedWriteBack(), NO_DAMAGE, FAILED).held())
                .isFalse();
    }

    @Test
    void saysWhatStoppedTheApplication() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        new Comparison(new RedactedWriteBack(), DAMAGE, FAILED)
                .print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("after, without the guard          0   nowhere")
                .contains("after, with the guard           500   statement 1 of 500: an error that is no refusal")
                .contains("connection refused");
    }
}
