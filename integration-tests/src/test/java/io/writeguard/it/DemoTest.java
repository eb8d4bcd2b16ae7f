package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.cli.EmbeddedServer;
import io.writeguard.driver.cli.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void theIncidentsDoTheirDamageWithoutTheGuardAndNoneWithIt() throws SQLException, IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (EmbeddedServer server = EmbeddedServer.start()) {
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            boolean held = new Demo(server::url, out).run();

            assertThat(held).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("statement 2,001 of 17,000: mass-invalidation")
                .contains("statement 1 of 500, and 499 more: empty-secret")
                .contains("statement 1 of 20, and 19 more: stale-clear");
    }
}
