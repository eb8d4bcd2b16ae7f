package io.writeguard.it.values;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.writeguard.it.values.Trial.Setter;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PGobject;

class BoundValuesTest {

    private static final List<String> WRITES = List.of(
            "update accounts set token = ? where id = 3",
            "update accounts set token = ? where name = 'n3'",
            "update accounts set token = coalesce(?, token) where id = 3",
            "update accounts set token = ?::text where id = 3",
            "update accounts set token = cast(? as varchar) where id = 3",
            "update accounts set (name, token) = ('new', ?) where id = 3",
            "with given as (select ? as token) update accounts set token = given.token from given where id = 3",
            "insert into accounts (id, name, token) values (100, 'new', ?)",
            "insert into accounts (id, name, token) select 100, 'new', ?",
            "insert into accounts (id, token) values (3, ?) on conflict (id) do update set token = excluded.token");

    private static Trial trial;

    @BeforeAll
    static void open() {
        trial = new Trial("""
                create table accounts (id int primary key, name text, token text, pin text);
                insert into accounts select g, 'n' || g, 'sk-live-' || md5(g::text), md5('p' || g)
                from generate_series(1, 20) g""", """
                version: 1
                tables:
                  accounts:
                    secret-columns: {token: {}, pin: {on-null: reject, on-insert-empty: allow}}
                """, "accounts");
    }

    @AfterAll
    static void close() {
        trial.close();
    }

    private static List<Setter> setters(String value) {
        return List.of(
                (statement, i) -> statement.setString(i, value),
                (statement, i) -> statement.setObject(i, value),
                (statement, i) -> statement.setObject(i, value, Types.VARCHAR),
                (statement, i) -> statement.setObject(i, value, Types.CHAR),
                (statement, i) -> statement.setObject(i, value, Types.OTHER),
                (statement, i) -> statement.setObject(i, value, Types.LONGVARCHAR),
                (statement, i) -> statement.setObject(i, object("text", value)),
                (statement, i) -> statement.setObject(i, object("unknown", value)),
                (statement, i) -> statement.setCharacterStream(i, new StringReader(value)),
                (statement, i) -> statement.setCharacterStream(i, new StringReader(value), value.length()),
                (statement, i) ->
                        statement.setAsciiStream(i, new ByteArrayInputStream(value.getBytes(UTF_8)), value.length()));
    }

    private static PGobject object(String type, String value) throws SQLException {
        PGobject object = new PGobject();
        object.setType(type);
        object.setValue(value);
        return object;
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty-secret",
        "'   ', empty-secret",
        "[REDACTED], placeholder-secret",
        "sk-l****baf3, placeholder-secret"
    })
    void everySetterIsRead(String value, String rule) throws SQLException {
        for (Setter setter : setters(value)) {
            for (String write : WRITES) {
                // a new row holds no secret that could be masked
                if (!value.startsWith("sk-l") || !write.contains("100,")) {
                    trial.refused(rule, write, setter);
                }
            }
        }
    }

    @Test
    void goodValuesPassThroughEverySetter() throws SQLException {
        for (Setter setter : setters("sk-live-new")) {
            for (String write : WRITES) {
                trial.passes(write, setter);
            }
        }
    }

    @Test
    void nullOfEveryTypeIsAClear() throws SQLException {
        for (int type : new int[] {Types.VARCHAR, Types.NULL, Types.OTHER, Types.CHAR, Types.LONGVARCHAR}) {
            Setter setter = (statement, i) -> statement.setNull(i, type);
            trial.passes("update accounts set token = ? where id = 3", setter);
            trial.passes("insert into accounts (id, token) values (100, ?)", setter);
            trial.refused("empty-secret", "update accounts set pin = ? where id = 3", setter);
            trial.passes("update accounts set pin = coalesce(?, pin) where id = 3", setter);
        }
    }
}
