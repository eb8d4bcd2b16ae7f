package io.writeguard.it.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.SecretRestore;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.archive.RestoreReport;
import io.writeguard.it.printed.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are encrypted under a key that only the application has. */
class ArchiveKeysTest {

    private static final String FIRST = Secrets.used("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final String SECOND =
            Secrets.used("ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100");

    @TempDir
    private Path directory;

    private KeptUsers users;

    @AfterEach
    void close() {
        if (users != null) {
            users.close();
        }
    }

    private Path key(String content) throws IOException {
        return Files.writeString(directory.resolve("key"), content);
    }

    private static String rules(Path key) {
        return KeptUsers.RULES.replace("key: none", "key: 'file:" + key + "'");
    }

    private RestoreReport restore() throws SQLException {
        return SecretRestore.of(users.source(), users.rules()).execute("INC-1 back");
    }

    @Test
    void nothingReadableIsStored() throws IOException, SQLException {
        users = new KeptUsers(rules(key(FIRST)), "");
        assertThat(users.run("update users set token = null where id = 1")).isEqualTo(KeptUsers.PASSED);
        assertThat(users.run("update users set token = null where id = 2")).isEqualTo(KeptUsers.PASSED);
        assertThat(users.database().text("select a::text from writeguard.archive a limit 1"))
                .doesNotContain("first-secret")
                .doesNotContain(HexFormat.of().formatHex("first-secret".getBytes(StandardCharsets.UTF_8)));
        assertThat(users.database().live("select count(distinct key_id) from writeguard.archive"))
                .isEqualTo(1);
        assertThat(restore().restored()).isEqualTo(2);
        assertThat(users.tokens()).containsEntry("1", "first-secret-1").containsEntry("2", "first-secret-2");
    }

    @Test
    void afterARotationOldValuesAreStillRead() throws IOException, SQLException {
        Path key = key("# the first key\n" + FIRST + "\n");
        users = new KeptUsers(rules(key), "");
        users.run("update users set token = null where id = 1");
        Files.writeString(key, SECOND + "\n" + FIRST);
        // content of its own, as guards of equal rules share what they have read
        Path rules = users.database().rules(rules(key).replace("keep: 30d", "keep: 31d"));
        WriteGuard rotated =
                WriteGuard.builder().dataSource(users.source()).rules(rules).build();
        try (Connection connection = rotated.dataSource().getConnection()) {
            KeptUsers.run(connection, "update users set token = null where id = 2");
        }
        assertThat(users.database().live("select count(distinct key_id) from writeguard.archive"))
                .isEqualTo(2);
        assertThat(restore().restored()).isEqualTo(2);
    }

    @Test
    void aValueOfAnotherRowIsNotTaken() throws IOException, SQLException {
        users = new KeptUsers(rules(key(FIRST)), "");
        users.run("update users set token = null where id = 1");
        users.database()
                .execute("update users set token = null where id = 2;"
                        + " update writeguard.archive set row_key = '{\"id\":\"2\"}'");
        RestoreReport report = restore();
        assertThat(report.restored()).isZero();
        assertThat(report.left()).isEqualTo(1);
        assertThat(report.problems()).singleElement().asString().contains("does not decrypt");
        assertThat(users.tokens()).containsEntry("2", null);
    }

    @Test
    void aKeyThatIsGone() throws IOException, SQLException {
        Path key = key(FIRST);
        users = new KeptUsers(rules(key), "");
        users.run("update users set token = null where id = 1");
        Files.writeString(key, SECOND);
        RestoreReport report = restore();
        assertThat(report.left()).isEqualTo(1);
        assertThat(report.problems()).singleElement().asString().contains("not among the keys");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | found no key",
                "c2hvcnQtcGFzc3dvcmQ= | is no key of the archive",
                "!!! | is no key of the archive",
            })
    void withoutAKeyThereIsNoConnection(String content, String problem) throws IOException {
        Secrets.used(content);
        users = new KeptUsers(rules(key(content == null ? "" : content)), "");
        assertThatThrownBy(users::connect)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("openssl rand")
                .satisfies(Secrets::searched);
    }

    @Test
    void theEnvironmentVariableIsTheStandardPlace() {
        users = new KeptUsers(KeptUsers.RULES.replace(", key: none", ""), "");
        assertThatThrownBy(users::connect)
                .hasMessageContaining("found no key at env:WRITEGUARD_ARCHIVE_KEY")
                .hasMessageContaining("archive.key: none");
    }
}
