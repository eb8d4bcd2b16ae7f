package io.writeguard.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ReadAheadTest {

    private static final String LONG = "x".repeat(ReadAhead.LIMIT) + "the rest";

    @Test
    void aShortStreamIsReadToItsEnd() throws SQLException {
        assertThat(ReadAhead.characters(new StringReader("token"), Long.MAX_VALUE))
                .isEqualTo("token");
        assertThat(ReadAhead.bytes(bytes("token"), Long.MAX_VALUE)).asString().isEqualTo("token");
    }

    @Test
    void noMoreIsReadThanTheDriverWouldRead() throws SQLException, IOException {
        Reader reader = new StringReader("token and more");
        InputStream stream = bytes("token and more");

        assertThat(ReadAhead.characters(reader, 5)).isEqualTo("token");
        assertThat(ReadAhead.bytes(stream, 5)).asString().isEqualTo("token");

        assertThat(reader.read()).isEqualTo(' ');
        assertThat(stream.read()).isEqualTo(' ');
    }

    @Test
    void aLongStreamIsWholeAgain() throws SQLException, IOException {
        Reader reader = new StringReader(LONG);
        InputStream stream = bytes(LONG);

        String characters = ReadAhead.characters(reader, Long.MAX_VALUE);
        byte[] head = ReadAhead.bytes(stream, LONG.length());

        assertThat(characters).hasSizeGreaterThan(ReadAhead.LIMIT);
        assertThat(head).hasSizeGreaterThan(ReadAhead.LIMIT);
        StringWriter whole = new StringWriter();
        ReadAhead.joined(characters, reader).transferTo(whole);
        assertThat(whole).hasToString(LONG);
        assertThat(ReadAhead.joined(head, stream)).hasContent(LONG);
    }

    @Test
    void aNegativeLengthIsLeftToTheDriver() throws SQLException {
        assertThat(ReadAhead.characters(new StringReader("token"), -1)).isEmpty();
    }

    @Test
    void aStreamThatFailsIsAnSqlException() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThatThrownBy(() -> ReadAhead.bytes(closed, 5))
                .isInstanceOf(SQLException.class)
                .hasRootCauseInstanceOf(IOException.class);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
