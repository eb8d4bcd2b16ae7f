package io.writeguard.it;

import static io.writeguard.it.GuardedUsers.PASSES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteRejectedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.ByteBufferByteStreamWriter;

class CopyTest {

    /** In the rows, {@code /} stands for a line break and {@code ^} for a tab. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "COPY users (id, secret) FROM STDIN ~ 501^good one/502^/503^good two/ ~ empty-secret",
                "COPY users (id, secret) FROM STDIN ~ 501^\\\\x2a\\\\x2a\\\\x2a\\\\x2a\\\\052\\\\052\\\\052\\\\052/ ~ placeholder-secret",
                "COPY users (id, secret) FROM STDIN ~ 501^abc ~ malformed-secret",
                "COPY users (id, secret) FROM STDIN WITH (FORMAT csv, HEADER) ~ id,secret/501,\"\"/ ~ empty-secret",
                "COPY users (id, secret) FROM STDIN CSV HEADER DELIMITER ';' ~ id;secret/501;\" \"/ ~ empty-secret",
                "COPY public.users (id, name, secret) FROM STDIN (FORMAT csv, DELIMITER '|', QUOTE '''')"
                        + " ~ 501|'a|b/c'|********/ ~ placeholder-secret",
                "COPY users (id, secret) FROM STDIN (FORMAT csv, NULL '-', FORCE_NOT_NULL (secret)) ~ 501,-/ ~ malformed-secret",
                "COPY users (secret, id) FROM STDIN (FORMAT csv, NULL 'x') ~ ,501/ ~ empty-secret",
                "COPY users (id, secret) FROM STDIN (FORMAT csv, ESCAPE '\\') ~ 501,\"\\\"\"/ ~ malformed-secret",
                "COPY users FROM STDIN ~ 501^name^f^^\\\\N^\\\\N/ ~ empty-secret",
                "COPY users (id, doc) FROM STDIN ~ 501^{}/ ~ empty-secret",
                "COPY users (id, tokens) FROM STDIN ~ 501^{good,\"\"}/ ~ empty-secret",
                "COPY users (id, secret) FROM STDIN (ENCODING 'SJIS') ~ 501^good one/502^/ ~ empty-secret",
            })
    void refusesBadRows(String sql, String rows, String rule) throws SQLException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            assertThat(copy(connection, unescaped(sql), data(rows))).isEqualTo(rule);
            assertThat(users.unchanged()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "COPY users (id, secret) FROM STDIN ~ 501^good one/502^\\\\N/503^good two/ ~ 103",
                "COPY users (id, secret) FROM STDIN ~ 501^good one/\\\\./ ~ 101",
                "COPY users (id, name) FROM STDIN ~ 501^/502^********/ ~ 102",
                "COPY users (id, secret) FROM STDIN WITH (FORMAT csv, HEADER) ~ id,/501,good one/ ~ 101",
                "COPY users (id, secret) FROM STDIN (FORMAT csv) ~ 501,/502,\"a \"\"good\"\" one\"/ ~ 102",
                "COPY users (id, name, secret) FROM STDIN (FORMAT csv) ~ 501,\",,/,\",good one/ ~ 101",
                "COPY users (id, secret) FROM STDIN (FORMAT csv, NULL '-', FORCE_NULL (secret)) ~ 501,\"-\"/ ~ 101",
                "COPY users (id, secret) FROM STDIN NULL AS '' ~ 501^/ ~ 101",
                "COPY users FROM STDIN ~ 501^name^f^good one^{\"a\": 1}^{one,two}/ ~ 101",
                "COPY users (id, secret) FROM STDIN (ENCODING 'SJIS') ~ 501^good one/ ~ 101",
                "COPY incoming (id, secret) FROM STDIN ~ 501^/ ~ 100",
            })
    void letsGoodRowsPass(String sql, String rows, int count) throws SQLException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            assertThat(copy(connection, unescaped(sql), data(rows))).isEqualTo(PASSES);
            assertThat(users.database().live("SELECT count(*) FROM users")).isEqualTo(count);
        }
    }

    @Test
    void readsTheBinaryFormat() throws SQLException, IOException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            users.database()
                    .execute("CREATE TABLE good AS SELECT id + 1000, name, gone, secret, doc, tokens FROM users;"
                            + " CREATE TABLE bad AS SELECT id + 2000, name, gone, secret, doc,"
                            + " CASE WHEN id = 100 THEN '{first,\"\"}' ELSE tokens END FROM users");
            assertThat(copy(connection, "COPY users FROM STDIN (FORMAT binary)", binary(users, "bad")))
                    .isEqualTo("empty-secret");
            assertThat(users.unchanged()).isTrue();
            assertThat(copy(connection, "COPY BINARY users FROM STDIN", binary(users, "good")))
                    .isEqualTo(PASSES);
            assertThat(users.database().live("SELECT count(*) FROM users")).isEqualTo(200);
        }
    }

    @Test
    void abortsTheTransactionOfARefusedCopy() throws SQLException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            GuardedUsers.run(connection, "UPDATE users SET name = 'changed'");
            assertThat(copy(
                            connection,
                            "COPY users (id, secret) FROM STDIN",
                            "501\t\n".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo("empty-secret");
            assertThatThrownBy(connection::commit).isInstanceOf(WriteRejectedException.class);
            assertThat(users.unchanged()).isTrue();
            assertThat(copy(
                            connection,
                            "COPY users (id, secret) FROM STDIN",
                            "501\tgood\\none\n".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(PASSES);
            connection.commit();
            assertThat(users.database().live("SELECT count(*) FROM users")).isEqualTo(101);
        }
    }

    @Test
    void judgesEveryWayToStreamAndWhereverTheBytesAreCut() throws SQLException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
            String sql = "COPY users (id, secret) FROM STDIN";
            byte[] good = lines(600, "a good secret");
            byte[] bad = lines(700, "");
            assertThat(GuardedUsers.outcome(() -> byteByByte(manager, sql, bad)))
                    .isEqualTo("empty-secret");
            assertThat(GuardedUsers.outcome(() -> checked(() -> manager.copyIn(sql, new ByteArrayInputStream(bad)))))
                    .isEqualTo("empty-secret");
            assertThat(GuardedUsers.outcome(() -> checked(
                            () -> manager.copyIn(sql, new StringReader(new String(bad, StandardCharsets.UTF_8)), 3))))
                    .isEqualTo("empty-secret");
            assertThat(GuardedUsers.outcome(() -> checked(
                            () -> manager.copyIn(sql, new ByteBufferByteStreamWriter(java.nio.ByteBuffer.wrap(bad))))))
                    .isEqualTo("empty-secret");
            assertThat(users.unchanged()).isTrue();
            assertThat(GuardedUsers.outcome(() -> byteByByte(manager, sql, good)))
                    .isEqualTo(PASSES);
        }
    }

    @Test
    void readsOutAsBefore() throws SQLException, IOException {
        try (GuardedUsers users = new GuardedUsers();
                Connection connection = users.connect()) {
            CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
            assertThat(manager.copyOut("COPY users TO STDOUT", new ByteArrayOutputStream()))
                    .isEqualTo(100);
            assertThat(manager.copyOut("COPY (SELECT secret FROM users) TO STDOUT", new ByteArrayOutputStream()))
                    .isEqualTo(100);
            assertThat(GuardedUsers.outcome(() -> checked(() -> manager.copyOut(
                            "COPY (DELETE FROM users RETURNING *) TO STDOUT", new ByteArrayOutputStream()))))
                    .isEqualTo("mass-invalidation");
            assertThat(users.unchanged()).isTrue();
            assertThat(manager.copyOut(
                            "COPY (DELETE FROM users WHERE id = 5 RETURNING *) TO STDOUT", new ByteArrayOutputStream()))
                    .isEqualTo(1);
        }
    }

    private static byte[] lines(int from, String last) {
        return IntStream.range(from, from + 50)
                .mapToObj(id -> id + "\t" + (id == from + 49 ? last : "secret of " + id) + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void byteByByte(CopyManager manager, String sql, byte[] data) throws SQLException {
        CopyIn copy = manager.copyIn(sql);
        for (int i = 0; i < data.length; i++) {
            copy.writeToCopy(data, i, 1);
        }
        copy.endCopy();
    }

    private static byte[] binary(GuardedUsers users, String table) throws SQLException, IOException {
        try (Connection beside = users.database().pool().getConnection()) {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            beside.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY " + table + " TO STDOUT (FORMAT binary)", data);
            return data.toByteArray();
        }
    }

    private static String copy(Connection connection, String sql, byte[] data) throws SQLException {
        CopyManager manager = connection.unwrap(PGConnection.class).getCopyAPI();
        return GuardedUsers.outcome(() -> checked(() -> manager.copyIn(sql, new ByteArrayInputStream(data))));
    }

    private interface Streaming {
        long run() throws SQLException, IOException;
    }

    private static void checked(Streaming streaming) throws SQLException {
        try {
            streaming.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String sql) {
        return sql.replace("\\\\", "\\");
    }

    private static byte[] data(String rows) {
        return rows.replace('/', '\n').replace('^', '\t').replace("\\\\", "\\").getBytes(StandardCharsets.UTF_8);
    }
}
