package io.writeguard.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {

    @Test
    void startsAServerThatAnswersUntilItIsClosed() throws IOException, SQLException {
        EmbeddedServer server = EmbeddedServer.start();
        String url = server.url("postgres");
        assertThat(majorVersion(url)).isEqualTo(18);

        server.close();

        assertThatThrownBy(() -> majorVersion(url)).isInstanceOf(SQLException.class);
    }

    private static int majorVersion(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet version =
                        statement.executeQuery("select current_setting('server_version_num')::int / 10000")) {
            version.next();
            return version.getInt(1);
        }
    }
}
