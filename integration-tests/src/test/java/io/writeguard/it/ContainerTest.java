package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The oldest PostgreSQL that is still maintained. The only test that may be skipped: where Docker does not answer. */
@EnabledIf("dockerAnswers")
class ContainerTest {

    @TempDir
    private Path directory;

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Test
    void anEmptySecretIsRefused() throws SQLException, IOException {
        try (PostgreSQLContainer server = new PostgreSQLContainer("postgres:14")) {
            server.start();
            String url = server.getJdbcUrl() + "&user=" + server.getUsername() + "&password=" + server.getPassword();
            run(url, "create table users (id int primary key, token text); insert into users values (1, 'good')");

            assertThatThrownBy(() -> run(guarded(url), "update users set token = '' where id = 1"))
                    .isInstanceOf(WriteRejectedException.class);
        }
    }

    private String guarded(String url) throws IOException {
        Path rules = Files.writeString(
                directory.resolve("writeguard.yaml"), "version: 1\ntables:\n  users: {secret-columns: [token]}\n");
        return url.replaceFirst("^jdbc:", "jdbc:writeguard:") + "&writeguardRules=" + rules;
    }

    private static void run(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
