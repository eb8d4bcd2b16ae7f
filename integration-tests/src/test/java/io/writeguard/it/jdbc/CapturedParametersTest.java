package io.writeguard.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapturedParametersTest {

    private static final String INSERT = "insert into guarded (id, secret) values (?, ?)";
    private static final String LONG = "x".repeat(3 << 20);

    private WatchedDatabase watched;

    @BeforeEach
    void open() throws SQLException {
        watched = new WatchedDatabase();
    }

    @AfterEach
    void close() throws SQLException {
        watched.close();
    }

    @Test
    void aValueSetOnceHoldsForEachBatchEntry() throws SQLException {
        try (PreparedStatement insert = watched.connection.prepareStatement(INSERT)) {
            insert.setString(2, "");
            for (int id = 1; id <= 3; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
            insert.setInt(1, 4);
            insert.executeUpdate();
        }

        assertThat(watched.session.submissions).hasSize(4);
        for (int id = 1; id <= 4; id++) {
            assertThat(watched.session.values(id - 1)).containsExactly(id, "");
        }
        assertThat(watched.database.live("select count(*) from guarded where secret = ''"))
                .isEqualTo(4);
    }

    @Test
    void aNumberIsOfTheKindThatWasSetLast() throws SQLException {
        try (PreparedStatement insert = watched.connection.prepareStatement(INSERT)) {
            insert.setLong(1, 1);
            insert.setString(2, "token");
            insert.addBatch();
            insert.setInt(1, 2);
            insert.addBatch();
            insert.setString(1, "3");
            insert.setLong(1, 3);
            insert.addBatch();
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
        }

        assertThat(watched.session.values(0)).containsExactly(1L, "token");
        assertThat(watched.session.values(1)).containsExactly(2, "token");
        assertThat(watched.session.values(2)).containsExactly(3L, "token");
    }

    @Test
    void clearedParametersAreGone() throws SQLException {
        try (PreparedStatement insert = watched.connection.prepareStatement(INSERT)) {
            insert.setInt(1, 1);
            insert.setString(2, "token");
            insert.clearParameters();
            insert.setString(2, "other");
            assertThatThrownBy(insert::executeUpdate).hasMessageContaining("No value specified");
        }

        assertThat(watched.session.values(0)).containsExactly("not set", "other");
    }

    @Test
    void aRefusedBatchIsNotWrittenByTheNextOne() throws SQLException {
        try (PreparedStatement insert = watched.connection.prepareStatement(INSERT)) {
            insert.setInt(1, 1);
            insert.setString(2, "");
            insert.addBatch();
            watched.session.refuses = true;
            assertThatThrownBy(insert::executeBatch).hasMessageStartingWith("refused");

            watched.session.refuses = false;
            assertThat(insert.executeBatch()).isEmpty();
            insert.setInt(1, 2);
            insert.addBatch();
            assertThat(insert.executeBatch()).containsExactly(1);
        }

        assertThat(watched.database.text("select string_agg(id::text, ',') from guarded"))
                .isEqualTo("2");
    }

    @Test
    void whatWasCapturedIsWhatIsSent() throws SQLException {
        byte[] buffer = "token".getBytes(StandardCharsets.UTF_8);
        try (PreparedStatement insert =
                watched.connection.prepareStatement("insert into guarded (id, blob) values (1, ?)")) {
            insert.setBytes(1, buffer);
            Arrays.fill(buffer, (byte) ' ');
            insert.executeUpdate();
        }

        assertThat(watched.session.values(0)).containsExactly("token".getBytes(StandardCharsets.UTF_8));
        assertThat(watched.database.text("select convert_from(blob, 'UTF8') from guarded"))
                .isEqualTo("token");
    }

    @ParameterizedTest
    @CsvSource({"true, 5", "false, 9"})
    void aShortStreamIsKnownAndArrivesWhole(boolean withLength, int length) throws SQLException {
        String text = "token and".substring(0, length);
        try (PreparedStatement insert = watched.connection.prepareStatement("insert into guarded values (1, ?, ?)")) {
            if (withLength) {
                insert.setCharacterStream(1, new StringReader("token and"), length);
                insert.setBinaryStream(2, bytes("token and"), length);
            } else {
                insert.setCharacterStream(1, new StringReader(text));
                insert.setBinaryStream(2, bytes(text));
            }
            insert.executeUpdate();
        }

        assertThat(watched.session.values(0)).containsExactly(text, text.getBytes(StandardCharsets.UTF_8));
        assertThat(watched.database.text("select secret || convert_from(blob, 'UTF8') from guarded"))
                .isEqualTo(text + text);
    }

    @Test
    void aLongStreamIsUnknownAndArrivesWhole() throws SQLException {
        try (PreparedStatement insert = watched.connection.prepareStatement("insert into guarded values (1, ?, ?)")) {
            insert.setCharacterStream(1, new StringReader(LONG), LONG.length());
            insert.setBinaryStream(2, bytes(LONG));
            insert.executeUpdate();
        }

        assertThat(watched.session.values(0)).containsExactly("unknown", "unknown");
        assertThat(watched.database.live("select length(secret) + length(blob) from guarded"))
                .isEqualTo(2L * LONG.length());
    }

    @Test
    void anAsciiStreamIsText() throws SQLException {
        try (PreparedStatement insert = watched.connection.prepareStatement(INSERT)) {
            insert.setInt(1, 1);
            insert.setAsciiStream(2, bytes("token"), 5);
            insert.executeUpdate();
        }

        assertThat(watched.session.values(0)).containsExactly(1, "token");
    }

    @Test
    void anArrayIsItsElements() throws SQLException {
        try (PreparedStatement select =
                watched.connection.prepareStatement("select 1 where 'b' = any(?) and 2 = any(?)")) {
            select.setArray(1, watched.connection.createArrayOf("text", new String[] {"a", "b", null}));
            select.setArray(2, watched.connection.createArrayOf("int4", new Integer[] {1, 2}));
            assertThat(select.executeQuery().next()).isTrue();
        }

        assertThat(watched.session.values(0)).containsExactly(Arrays.asList("a", "b", null), List.of("1", "2"));
    }

    @Test
    void aCapturedValueCanBeBoundAgain() throws SQLException {
        try (PreparedStatement insert = watched.connection.prepareStatement(INSERT);
                PreparedStatement again = watched.raw.prepareStatement("select ?::int = 1 and ? = 'token'")) {
            insert.setInt(1, 1);
            insert.setCharacterStream(2, new StringReader("token"), 5);
            insert.executeUpdate();
            for (int index = 1; index <= 2; index++) {
                watched.session.submissions.get(0).values()[index - 1].bind(again, index);
            }
            var answer = again.executeQuery();
            answer.next();
            assertThat(answer.getBoolean(1)).isTrue();
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
