package io.writeguard.it.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.reach.Twins.Work;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PGobject;

/** Every call of JDBC that sends a statement, and every one that binds a value to it. */
class CallTest {

    private static final String UPDATE = "update users set token = ? where id = 5";
    private static final int LONGER_THAN_KEPT = 3 << 20;

    private interface OnStatement {
        Object run(Statement statement, String sql) throws SQLException;
    }

    private interface Binding {
        void bind(PreparedStatement statement, String text) throws SQLException;
    }

    private static Work statement(OnStatement call, String sql) {
        return connection -> {
            try (Statement statement = connection.createStatement()) {
                return call.run(statement, sql);
            }
        };
    }

    @Test
    void everyExecution() throws SQLException {
        Map<String, OnStatement> calls = new LinkedHashMap<>();
        calls.put("execute", Statement::execute);
        calls.put("executeUpdate", Statement::executeUpdate);
        calls.put("executeLargeUpdate", Statement::executeLargeUpdate);
        calls.put("execute, keys", (statement, sql) -> statement.execute(sql, Statement.RETURN_GENERATED_KEYS));
        calls.put("execute, key names", (statement, sql) -> statement.execute(sql, new String[] {"id"}));
        calls.put("executeUpdate, keys", (statement, sql) -> keys(statement, statement.executeUpdate(sql, 1)));
        calls.put(
                "executeUpdate, key names",
                (statement, sql) -> keys(statement, statement.executeUpdate(sql, new String[] {"id"})));
        calls.put("executeLargeUpdate, keys", (statement, sql) -> statement.executeLargeUpdate(sql, 1));
        calls.put(
                "executeLargeUpdate, key names",
                (statement, sql) -> statement.executeLargeUpdate(sql, new String[] {"id"}));
        calls.put("executeQuery", (statement, sql) -> {
            ResultSet rows = statement.executeQuery(sql + " returning id");
            return rows.next() ? rows.getInt(1) : 0;
        });
        try (Twins twins = Twins.with("")) {
            for (Map.Entry<String, OnStatement> call : calls.entrySet()) {
                twins.refuses(call.getKey(), statement(call.getValue(), "update users set token = '' where id = 5"))
                        .refuses(call.getKey(), statement(call.getValue(), "delete from users"))
                        .passes(
                                call.getKey(),
                                statement(call.getValue(), "update users set token = 'fresh' where id = 5"))
                        .passes(call.getKey(), statement(call.getValue(), "delete from users where id = 500"));
            }
        }
    }

    private static Object keys(Statement statement, int count) throws SQLException {
        ResultSet keys = statement.getGeneratedKeys();
        assertThat(keys.getStatement().getConnection()).isSameAs(statement.getConnection());
        return count + ": " + (keys.next() ? keys.getInt("id") : "none");
    }

    @Test
    void everyExecutionOfAPreparedStatement() throws SQLException {
        try (Twins twins = Twins.with("""
                create function set_token(fresh text) returns void language plpgsql as $$ begin
                  update users set token = fresh where id = 5; end $$;
                """)) {
            for (String sql : new String[] {UPDATE, "{call set_token(?)}"}) {
                for (String token : new String[] {"", "good"}) {
                    Work execute = connection -> prepared(connection, sql, token, PreparedStatement::execute);
                    Work update = connection -> prepared(connection, sql, token, PreparedStatement::executeUpdate);
                    Work large = connection -> prepared(connection, sql, token, PreparedStatement::executeLargeUpdate);
                    Work batch = connection -> prepared(connection, sql, token, statement -> {
                        statement.addBatch();
                        return Arrays.toString(statement.executeBatch());
                    });
                    Work largeBatch = connection -> prepared(connection, sql, token, statement -> {
                        statement.addBatch();
                        return Arrays.toString(statement.executeLargeBatch());
                    });
                    Work[] works = sql.equals(UPDATE)
                            ? new Work[] {execute, update, large, batch, largeBatch}
                            : new Work[] {execute, update};
                    for (Work work : works) {
                        if (token.isEmpty()) {
                            twins.refuses(sql, work);
                        } else {
                            twins.passes(sql, work);
                        }
                    }
                }
            }
        }
    }

    private interface Execution {
        Object of(PreparedStatement statement) throws SQLException;
    }

    private static Object prepared(Connection connection, String sql, String token, Execution execution)
            throws SQLException {
        try (PreparedStatement statement =
                sql.startsWith("{") ? connection.prepareCall(sql) : connection.prepareStatement(sql)) {
            statement.setString(1, token);
            return execution.of(statement);
        }
    }

    @Test
    void everySetter() throws SQLException {
        Map<String, Binding> setters = new LinkedHashMap<>();
        setters.put("setString", (statement, text) -> statement.setString(1, text));
        setters.put("setObject", (statement, text) -> statement.setObject(1, text));
        setters.put("setObject, type", (statement, text) -> statement.setObject(1, text, Types.VARCHAR));
        setters.put("setObject, scale", (statement, text) -> statement.setObject(1, text, Types.VARCHAR, 0));
        setters.put("setObject, PGobject", (statement, text) -> statement.setObject(1, pgObject(text)));
        setters.put(
                "setObject, other class",
                (statement, text) -> statement.setObject(1, CharBuffer.wrap(text), Types.VARCHAR));
        setters.put("setCharacterStream", (statement, text) -> statement.setCharacterStream(1, new StringReader(text)));
        setters.put(
                "setCharacterStream, length",
                (statement, text) -> statement.setCharacterStream(1, new StringReader(text + "more"), text.length()));
        setters.put("setAsciiStream", (statement, text) -> statement.setAsciiStream(1, stream(text), text.length()));
        try (Twins twins = Twins.with("")) {
            for (Map.Entry<String, Binding> setter : setters.entrySet()) {
                for (String bad : new String[] {"", "********"}) {
                    twins.refuses(setter.getKey(), connection -> bound(connection, setter.getValue(), bad));
                }
                twins.passes(setter.getKey(), connection -> bound(connection, setter.getValue(), setter.getKey()));
            }
        }
    }

    private static Object bound(Connection connection, Binding binding, String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            binding.bind(statement, text);
            return statement.executeUpdate();
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static PGobject pgObject(String text) throws SQLException {
        PGobject object = new PGobject();
        object.setType("text");
        object.setValue(text);
        return object;
    }

    @Test
    void everySetNull() throws SQLException {
        Map<String, Binding> setters = new LinkedHashMap<>();
        setters.put("setNull", (statement, ignored) -> statement.setNull(1, Types.VARCHAR));
        setters.put("setNull, other", (statement, ignored) -> statement.setNull(1, Types.OTHER));
        setters.put("setNull, type name", (statement, ignored) -> statement.setNull(1, Types.VARCHAR, "text"));
        setters.put("setObject", (statement, ignored) -> statement.setObject(1, null));
        setters.put("setString", (statement, ignored) -> statement.setString(1, null));
        setters.put("setCharacterStream", (statement, ignored) -> statement.setCharacterStream(1, null));
        setters.put("setObject, type", (statement, ignored) -> statement.setObject(1, null, Types.VARCHAR));
        setters.put("a PGobject", (statement, ignored) -> statement.setObject(1, pgObject(null)));
        try (Twins twins = Twins.with("")) {
            for (Map.Entry<String, Binding> setter : setters.entrySet()) {
                String all = "update users set token = ?";
                twins.refuses(setter.getKey(), connection -> cleared(connection, setter.getValue(), all))
                        .passes(setter.getKey(), connection -> cleared(connection, setter.getValue(), UPDATE));
            }
        }
    }

    private static Object cleared(Connection connection, Binding binding, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement, null);
            return statement.executeUpdate();
        }
    }

    @Test
    void arraysAndBytes() throws SQLException {
        try (Twins twins = Twins.in("""
                create table users (id int primary key, codes text[], raw bytea);
                insert into users select n, array['code of ' || n], ('raw of ' || n)::bytea from generate_series(1, 100) n;
                """, "{version: 1, tables: {users: {secret-columns: [codes, raw]}}}")) {
            String codes = "update users set codes = ? where id = 5";
            String raw = "update users set raw = ? where id = 5";
            for (String element : new String[] {"", "good"}) {
                Work array = bind(
                        codes,
                        (statement, c) -> statement.setArray(1, c.createArrayOf("text", new Object[] {element})));
                Work object = bind(codes, (statement, c) -> statement.setObject(1, new String[] {element}));
                byte[] bytes = element.getBytes(StandardCharsets.UTF_8);
                Work setBytes = bind(raw, (statement, c) -> statement.setBytes(1, bytes));
                Work stream =
                        bind(raw, (statement, c) -> statement.setBinaryStream(1, new ByteArrayInputStream(bytes)));
                for (Work work : new Work[] {array, object, setBytes, stream}) {
                    if (element.isEmpty()) {
                        twins.refuses("empty", work);
                    } else {
                        twins.passes("good", work);
                    }
                }
            }
        }
    }

    private interface BindingOn {
        void bind(PreparedStatement statement, Connection connection) throws SQLException;
    }

    private static Work bind(String sql, BindingOn binding) {
        return connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                binding.bind(statement, connection);
                return statement.executeUpdate();
            }
        };
    }

    @Test
    void streamsLongerThanTheGuardKeeps() throws SQLException {
        String blanks = " ".repeat(LONGER_THAN_KEPT);
        String filled = "abc".repeat(LONGER_THAN_KEPT / 3);
        try (Twins twins = Twins.with("create table files (id int, content text); insert into files values (5, '')")) {
            Binding reader =
                    (statement, text) -> statement.setCharacterStream(1, new StringReader(text), text.length());
            Binding ascii = (statement, text) -> statement.setAsciiStream(1, stream(text), text.length());
            for (Binding setter : new Binding[] {reader, ascii}) {
                twins.refuses("blanks", connection -> bound(connection, setter, blanks))
                        .passes("filled", connection -> bound(connection, setter, filled))
                        .passes("another table", connection -> {
                            try (PreparedStatement statement =
                                    connection.prepareStatement("update files set content = ?")) {
                                setter.bind(statement, blanks);
                                return statement.executeUpdate();
                            }
                        });
            }
        }
    }

    @Test
    void batches() throws SQLException {
        String sql = "update users set token = ? where id = ?";
        try (Twins twins = Twins.with("")) {
            twins.refuses("one bad entry", connection -> batch(connection, sql, "a", "b", "", "d"))
                    .refuses("a value that stays", connection -> {
                        try (PreparedStatement statement = connection.prepareStatement(sql)) {
                            statement.setString(1, "");
                            for (int id = 500; id > 4; id -= 99) {
                                statement.setInt(2, id);
                                statement.addBatch();
                            }
                            return statement.executeBatch();
                        }
                    })
                    .refuses("texts", connection -> texts(connection, "update users set token = '' where id = 7"))
                    .passes("good", connection -> batch(connection, sql, "a-1", "b-2", "c-3"))
                    .passes("texts", connection -> texts(connection, "update users set token = 'x' where id = 7"))
                    .passes("cleared", connection -> {
                        try (PreparedStatement statement = connection.prepareStatement(sql)) {
                            statement.setString(1, "");
                            statement.setInt(2, 5);
                            statement.addBatch();
                            statement.clearBatch();
                            statement.setString(1, "good");
                            statement.addBatch();
                            return Arrays.toString(statement.executeBatch());
                        }
                    })
                    .passes("parameters cleared", connection -> {
                        try (PreparedStatement statement = connection.prepareStatement(sql)) {
                            statement.setString(1, "");
                            statement.clearParameters();
                            statement.setString(1, "better");
                            statement.setInt(2, 5);
                            return statement.executeUpdate();
                        }
                    });
        }
    }

    private static Object batch(Connection connection, String sql, String... tokens) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < tokens.length; i++) {
                statement.setString(1, tokens[i]);
                statement.setInt(2, i + 1);
                statement.addBatch();
            }
            return Arrays.toString(statement.executeBatch());
        }
    }

    private static Object texts(Connection connection, String last) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("update users set name = 'x' where id = 1");
            statement.addBatch(last);
            return Arrays.toString(statement.executeLargeBatch());
        }
    }

    @Test
    void calls() throws SQLException {
        try (Twins twins = Twins.with("""
                create function swap(inout fresh text, out done int) language plpgsql as $$ begin
                  update users set token = fresh where id = 5; done := 1; fresh := 'was ' || fresh; end $$;
                create procedure swap_proc(inout fresh text) language plpgsql as $$ begin
                  update users set token = fresh where id = 6; end $$;
                """)) {
            twins.refuses("function", connection -> swap(connection, ""))
                    .refuses("procedure", connection -> swapProcedure(connection, ""))
                    .passes("function", connection -> swap(connection, "good"))
                    .passes("procedure", connection -> swapProcedure(connection, "good"));
        }
    }

    private static Object swap(Connection connection, String token) throws SQLException {
        try (CallableStatement call = connection.prepareCall("{call swap(?, ?)}")) {
            call.setString(1, token);
            call.registerOutParameter(1, Types.VARCHAR);
            call.registerOutParameter(2, Types.INTEGER);
            call.execute();
            return call.getString(1) + call.getInt(2);
        }
    }

    private static Object swapProcedure(Connection connection, String token) throws SQLException {
        try (CallableStatement call = connection.prepareCall("call swap_proc(?)")) {
            call.setString(1, token);
            return call.execute();
        }
    }
}
