package io.writeguard.driver.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.writeguard.driver.statement.BoundValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.rowset.serial.SerialClob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.PGobject;

class ParameterValueTest {

    private static final UUID ID = new UUID(1, 2);

    static Stream<Arguments> known() throws SQLException {
        return Stream.of(
                arguments(null, null),
                arguments("", ""),
                arguments('x', "x"),
                arguments(URI.create("https://a.example"), "https://a.example"),
                arguments(7, 7),
                arguments(new BigDecimal("1.50"), new BigDecimal("1.50")),
                arguments(true, true),
                arguments(ID, ID),
                arguments(LocalDate.EPOCH, LocalDate.EPOCH),
                arguments(new Timestamp(5), new Timestamp(5)),
                arguments(new byte[] {1, 2}, new byte[] {1, 2}),
                arguments(typed("json", "{}"), "{}"),
                arguments(typed("citext", null), null),
                arguments(new String[] {"a", null, ""}, Arrays.asList("a", null, "")),
                arguments(new int[] {1, 2}, List.of("1", "2")),
                arguments(new Object[][] {{"a"}, {"b", "c"}}, List.of("a", "b", "c")),
                arguments(new byte[][] {{}, "key".getBytes(StandardCharsets.UTF_8)}, List.of("", "key")));
    }

    private static PGobject typed(String type, String value) throws SQLException {
        PGobject object = new PGobject();
        object.setType(type);
        object.setValue(value);
        return object;
    }

    @ParameterizedTest
    @MethodSource
    void known(Object set, Object sent) {
        BoundValue bound = bound(set);

        assertThat(bound.known()).isTrue();
        assertThat(bound.value()).isEqualTo(sent);
    }

    static Stream<Object> unknown() throws SQLException {
        return Stream.of(new StringReader("later"), Map.of("key", "value"), new SerialClob(new char[] {'x'}));
    }

    @ParameterizedTest
    @MethodSource
    void unknown(Object set) {
        assertThat(bound(set).known()).isFalse();
    }

    @Test
    @SuppressWarnings("JavaUtilDate")
    void whatTheApplicationChangesLaterChangesNothing() throws SQLException {
        byte[] bytes = {1};
        Object[] nested = {new String[] {"a"}};
        Timestamp time = new Timestamp(5);
        PGobject json = typed("json", "{}");
        List<BoundValue> bound = List.of(bound(bytes), bound(nested), bound(time), bound(json));

        bytes[0] = 0;
        ((String[]) nested[0])[0] = "";
        time.setTime(6);
        json.setValue("");

        assertThat(bound)
                .extracting(BoundValue::value)
                .containsExactly(new byte[] {1}, List.of("a"), new Timestamp(5), "{}");
    }

    private static BoundValue bound(Object value) {
        return ParameterValue.bound(ParameterCopy.of(value), (statement, index, again) -> {});
    }
}
