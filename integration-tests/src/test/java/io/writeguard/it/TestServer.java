package io.writeguard.it;

import io.writeguard.driver.cli.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server that all tests of one run share: the one named by the environment variable {@code
 * WRITEGUARD_TEST_URL} ({@code jdbc:postgresql://host:port/database?user=…}, with the right to create databases), else a
 * container where Docker answers, else an embedded server.
 */
final class TestServer {

    private static final String CONTAINER_IMAGE = "postgres:18";

    private final String url;
    private final int version;

    private TestServer(String url) {
        this.url = url;
        try (Connection connection = DriverManager.getConnection(url)) {
            version = connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Started at its first use; ends with the JVM. */
    static TestServer shared() {
        return Shared.SERVER;
    }

    /** The URL of a database in this server; always with a {@code ?}, so that parameters can be appended. */
    String url(String database) {
        int query = url.indexOf('?');
        String address = query < 0 ? url : url.substring(0, query);
        String parameters = query < 0 ? "?" : url.substring(query);
        return address.substring(0, address.lastIndexOf('/') + 1) + database + parameters;
    }

    String adminUrl() {
        return url;
    }

    /** 14 and newer. */
    int version() {
        return version;
    }

    private static final class Shared {
        private static final TestServer SERVER = start();

        private static TestServer start() {
            String given = System.getenv("WRITEGUARD_TEST_URL");
            if (given != null) {
                return announced("the server of WRITEGUARD_TEST_URL", given);
            }
            return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
        }

        @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers removes it
        private static TestServer container() {
            PostgreSQLContainer server = new PostgreSQLContainer(CONTAINER_IMAGE);
            server.setCommand("postgres", "-c", "max_prepared_transactions=20", "-c", "max_connections=200");
            server.start();
            String url = server.getJdbcUrl() + "&user=" + server.getUsername() + "&password=" + server.getPassword();
            return announced("a container of " + CONTAINER_IMAGE, url);
        }

        @SuppressWarnings("resource") // lives as long as the JVM; stops itself at its end
        private static TestServer embedded() {
            try {
                return announced("an embedded server", EmbeddedServer.start().url("postgres"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static TestServer announced(String what, String url) {
            TestServer server = new TestServer(url);
            System.out.println("Tests run against " + what + ", PostgreSQL " + server.version());
            return server;
        }
    }
}
