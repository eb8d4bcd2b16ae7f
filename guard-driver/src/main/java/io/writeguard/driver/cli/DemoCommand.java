package io.writeguard.driver.cli;

import io.writeguard.driver.cli.demo.Demo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "demo",
        description = {
            "Replays three incidents against a PostgreSQL of its own, without and with the guard.",
            "Exit status: 0 where the guard held, 1 where it did not, or could not be tried."
        },
        footer = {"", "Example:", "  writeguard demo"})
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, SQLException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("Starting a PostgreSQL of its own …");
        try (EmbeddedServer server = EmbeddedServer.start()) {
            return new Demo(server::url, out).run() ? 0 : 1;
        }
    }
}
