package io.writeguard.it.transparency;

import static io.writeguard.it.transparency.Scenario.attempt;
import static io.writeguard.it.transparency.Scenario.seen;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;

/** Statements with parameters, and calls. */
final class PreparedScenarios {

    private static final String ROTATE = "update token set secret = ? where id = ?";

    static final List<Scenario> ALL = List.of(
            new Scenario("executed again and again", connection -> {
                try (PreparedStatement statement = connection.prepareStatement(ROTATE)) {
                    for (int i = 1; i <= 8; i++) {
                        statement.setString(1, "rotated-secret-" + i);
                        statement.setInt(2, i);
                        attempt(statement::executeUpdate);
                        statement.getUpdateCount();
                        statement.getMoreResults();
                    }
                    statement.execute();
                    statement.executeLargeUpdate();
                    attempt(statement::executeQuery);
                }
            }),
            new Scenario("queried again and again", connection -> {
                try (PreparedStatement statement =
                        connection.prepareStatement("select id, secret, n from token where id >= ? order by id")) {
                    for (int i = 1; i <= 7; i++) {
                        statement.setInt(1, i + 5);
                        try (ResultSet rows = statement.executeQuery()) {
                            rows.getStatement();
                            Reading.rows(rows);
                        }
                    }
                    attempt(statement::executeUpdate);
                    Reading.results(statement, statement.execute());
                }
            }),
            new Scenario("with keys", connection -> {
                for (String sql : List.of(
                        "insert into token (owner, secret) values (?, ?)",
                        "insert into note (body, data) values (?, ?::text::bytea)",
                        "update token set owner = ? where secret <> ?",
                        "delete from client where name = ? or name = ?")) {
                    try (PreparedStatement statement =
                            connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
                        statement.setString(1, "keyed");
                        statement.setString(2, "keyed-secret-value");
                        attempt(statement::executeUpdate);
                        attempt(() -> Reading.rows(statement.getGeneratedKeys()));
                    }
                }
            }),
            new Scenario("missing and superfluous parameters", connection -> {
                try (PreparedStatement statement = connection.prepareStatement(ROTATE)) {
                    attempt(statement::executeUpdate);
                    statement.setString(1, "only-the-first-one");
                    attempt(statement::executeUpdate);
                    attempt(() -> statement.setInt(3, 1));
                    attempt(() -> statement.setInt(0, 1));
                    statement.setInt(2, 1);
                    statement.executeUpdate();
                    statement.clearParameters();
                    attempt(statement::executeUpdate);
                    attempt(() -> statement.execute("select 1"));
                    attempt(() -> statement.executeQuery("select 1"));
                    attempt(() -> statement.executeUpdate("select 1"));
                }
            }),
            new Scenario("of the wrong type", connection -> {
                try (PreparedStatement statement = connection.prepareStatement(ROTATE)) {
                    statement.setString(1, "a-good-secret");
                    statement.setString(2, "1");
                    attempt(statement::executeUpdate);
                    statement.setObject(2, "1", Types.INTEGER);
                    attempt(statement::executeUpdate);
                    attempt(() -> statement.setObject(2, "one", Types.INTEGER));
                    attempt(() -> statement.setObject(2, new Object()));
                    statement.setNull(2, Types.INTEGER);
                    attempt(statement::executeUpdate);
                    statement.setObject(2, 1L, JDBCType.BIGINT);
                    attempt(statement::executeUpdate);
                    statement.setBigDecimal(2, BigDecimal.ONE);
                    attempt(statement::executeUpdate);
                }
            }),
            new Scenario("of every type", PreparedScenarios::everyType),
            new Scenario("streams", PreparedScenarios::streams),
            new Scenario("arrays", connection -> {
                Array ids = connection.createArrayOf("int4", new Integer[] {1, 2, 5});
                ids.getBaseTypeName();
                ids.getBaseType();
                ids.getArray();
                try (PreparedStatement statement =
                        connection.prepareStatement("update token set secret = 'any-' || id where id = any(?)")) {
                    statement.setArray(1, ids);
                    statement.executeUpdate();
                    statement.setObject(1, new int[] {3, 4});
                    statement.executeUpdate();
                    statement.setObject(1, ids);
                    statement.executeUpdate();
                }
                try (PreparedStatement statement = connection.prepareStatement(
                        "update token t set secret = v.s from unnest(?::int[], ?::text[]) v(i, s) where t.id = v.i")) {
                    statement.setArray(1, ids);
                    statement.setArray(2, connection.createArrayOf("text", new String[] {"one-a", "two-b", "five-c"}));
                    statement.executeUpdate();
                }
                ids.free();
                attempt(ids::getArray);
                attempt(() -> connection.createArrayOf("nothing", new Object[0]));
                attempt(() -> connection.createStruct("pair", new Object[] {1, "b"}));
            }),
            new Scenario("metadata", connection -> {
                for (String sql : List.of(
                        ROTATE,
                        "select id, secret, n + ? as more, doc from token left join note using (id) where owner = ?",
                        "insert into note (body, n, at, amount, data, tags) values (?, ?, ?, ?, ?, ?) returning id, at",
                        "select ?",
                        "update nowhere set a = ?",
                        "selekt ?")) {
                    attempt(() -> metadata(connection, sql));
                }
            }),
            new Scenario("text of a statement", connection -> {
                try (PreparedStatement statement = connection.prepareStatement(
                        "update token set secret = ?, n = ? where owner = ? and ('a' ?? 'b' or true)")) {
                    seen(statement.toString());
                    statement.setString(1, "it's \\ a \n secret");
                    statement.setInt(2, 4);
                    seen(statement.toString());
                    statement.setNull(3, Types.VARCHAR);
                    seen(statement.toString());
                    attempt(statement::executeUpdate);
                    statement.addBatch();
                    seen(statement.toString());
                    Object same = statement;
                    seen(statement.equals(same));
                }
            }),
            new Scenario("prepared for what it can't do", connection -> {
                attempt(() -> connection.prepareStatement(null));
                attempt(() -> connection.prepareStatement("select 1", 77));
                attempt(() -> connection.prepareStatement("select 1", 7, 8));
                attempt(() -> connection.prepareStatement("update token set n = 'a ? where id = ?"));
                attempt(() -> connection.prepareCall("{call"));
                attempt(() -> connection.prepareCall("{? = call rotate(?, ?)"));
                attempt(() -> connection.nativeSQL("select {fn now()}, {d '2024-01-01'}"));
                attempt(() -> connection.nativeSQL("{call rotate(?, ?)}"));
            }),
            new Scenario("calls of functions", PreparedScenarios::functions),
            new Scenario("calls of procedures", connection -> {
                for (String sql : List.of("call retire(?, ?)", "{call retire(?, ?)}")) {
                    attempt(() -> {
                        try (CallableStatement call = connection.prepareCall(sql)) {
                            call.setString(1, "owner1");
                            call.setNull(2, Types.INTEGER);
                            call.registerOutParameter(2, Types.INTEGER);
                            call.execute();
                            call.getInt(2);
                            call.wasNull();
                        }
                    });
                    attempt(() -> {
                        try (PreparedStatement call = connection.prepareStatement(sql)) {
                            call.setString(1, "owner2");
                            call.setInt(2, 0);
                            Reading.results(call, call.execute());
                        }
                    });
                }
            }),
            new Scenario("a refcursor", connection -> {
                connection.setAutoCommit(false);
                try (CallableStatement call = connection.prepareCall("{? = call cursor_of_notes()}")) {
                    call.registerOutParameter(1, Types.REF_CURSOR);
                    call.execute();
                    Reading.rows((ResultSet) call.getObject(1));
                    call.getObject(1, ResultSet.class).close();
                }
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select cursor_of_notes()")) {
                    attempt(() -> rows.next());
                    attempt(() -> rows.getString(1));
                }
                connection.rollback();
            }),
            new Scenario("several statements with parameters", connection -> {
                try (PreparedStatement statement = connection.prepareStatement(
                        "update token set secret = ? where id = ?; update note set body = ? where id = ?; select ?::int")) {
                    statement.setString(1, "in-several-statements");
                    statement.setInt(2, 1);
                    statement.setString(3, "body");
                    statement.setInt(4, 1);
                    statement.setInt(5, 9);
                    attempt(() -> Reading.results(statement, statement.execute()));
                    attempt(statement::executeUpdate);
                }
            }),
            new Scenario("clears by key", connection -> {
                try (PreparedStatement statement =
                        connection.prepareStatement("update token set refresh = null where id = ?")) {
                    for (int i = 1; i <= 6; i++) {
                        statement.setInt(1, i);
                        statement.executeUpdate();
                    }
                    statement.setInt(1, 999);
                    statement.executeUpdate();
                }
                try (PreparedStatement statement = connection.prepareStatement("delete from token where owner = ?")) {
                    statement.setString(1, "owner9");
                    statement.executeUpdate();
                    statement.executeUpdate();
                }
            }),
            new Scenario("clears by predicate", connection -> {
                try (PreparedStatement statement = connection.prepareStatement(
                        "update token set refresh = null where n between ? and ? returning id, refresh")) {
                    statement.setFetchSize(2);
                    for (int i = 1; i <= 6; i++) {
                        statement.setInt(1, i);
                        statement.setInt(2, i + 3);
                        attempt(() -> Reading.rows(statement.executeQuery()));
                        Reading.results(statement, statement.execute());
                    }
                }
            }));

    private PreparedScenarios() {}

    private static void metadata(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            attempt(() -> {
                ParameterMetaData parameters = statement.getParameterMetaData();
                for (int i = 1; i <= parameters.getParameterCount(); i++) {
                    parameters.getParameterType(i);
                    parameters.getParameterTypeName(i);
                    parameters.getParameterClassName(i);
                    parameters.isNullable(i);
                }
            });
            attempt(() -> {
                var columns = statement.getMetaData();
                for (int i = 1; columns != null && i <= columns.getColumnCount(); i++) {
                    columns.getColumnName(i);
                    columns.getColumnTypeName(i);
                    columns.getColumnClassName(i);
                    columns.getTableName(i);
                    columns.isNullable(i);
                    columns.isAutoIncrement(i);
                    columns.getPrecision(i);
                }
            });
        }
    }

    private static void everyType(Connection connection) throws SQLException {
        Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
        try (PreparedStatement statement =
                connection.prepareStatement("insert into note (body, n, at, amount, data, tags,"
                        + " doc, flag, big) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) returning *")) {
            statement.setString(1, "text");
            statement.setShort(2, (short) 3);
            statement.setTimestamp(3, Timestamp.valueOf("2024-05-06 07:08:09.123456"), calendar);
            statement.setBigDecimal(4, new BigDecimal("12.34"));
            statement.setBytes(5, new byte[] {0, 1, -1});
            statement.setArray(6, connection.createArrayOf("text", new String[] {"a", null}));
            statement.setString(7, "{\"a\": 1}");
            statement.setBoolean(8, true);
            statement.setLong(9, Long.MAX_VALUE);
            Reading.rows(statement.executeQuery());
            statement.setNString(1, "national");
            statement.setByte(2, (byte) 4);
            statement.setObject(3, OffsetDateTime.parse("2024-05-06T07:08:09Z"));
            statement.setObject(4, 5.5d);
            statement.setObject(5, new byte[0]);
            statement.setObject(6, new String[] {"x"});
            statement.setObject(7, "{}", Types.OTHER);
            statement.setObject(8, "t", Types.BOOLEAN);
            statement.setObject(9, 7, Types.BIGINT);
            Reading.rows(statement.executeQuery());
            statement.setObject(3, LocalDateTime.parse("2024-05-06T07:08:09"));
            statement.setFloat(4, 1.5f);
            Reading.rows(statement.executeQuery());
        }
        try (PreparedStatement statement =
                connection.prepareStatement("select ?::date, ?::time, ?::date, ?::uuid, ?::float8, ?::xml, ?::date")) {
            statement.setDate(1, Date.valueOf("2024-05-06"));
            statement.setTime(2, Time.valueOf("07:08:09"));
            statement.setObject(3, LocalDate.parse("2024-05-06"));
            statement.setObject(4, new UUID(1, 2));
            statement.setDouble(5, 1e10);
            var xml = connection.createSQLXML();
            xml.setString("<a/>");
            statement.setSQLXML(6, xml);
            statement.setDate(7, Date.valueOf("2024-05-06"), calendar);
            Reading.rows(statement.executeQuery());
        }
    }

    private static void streams(Connection connection) throws SQLException {
        byte[] bytes = "bytes of a stream".getBytes(StandardCharsets.US_ASCII);
        try (PreparedStatement statement =
                connection.prepareStatement("update token set secret = ?, owner = ? where id = ?")) {
            statement.setCharacterStream(1, new StringReader("secret-in-a-reader"));
            statement.setAsciiStream(2, new ByteArrayInputStream(bytes), 5);
            statement.setInt(3, 1);
            attempt(statement::executeUpdate);
            statement.setCharacterStream(1, new StringReader("secret-in-a-reader"), 9);
            statement.setCharacterStream(2, new StringReader("short"), 20L);
            attempt(statement::executeUpdate);
            attempt(() -> statement.setAsciiStream(1, new ByteArrayInputStream(bytes)));
            attempt(() -> statement.setNCharacterStream(1, new StringReader("n")));
            attempt(() -> statement.setCharacterStream(1, new StringReader("n"), -1));
            attempt(() -> statement.setClob(1, new StringReader("n")));
        }
        try (PreparedStatement statement = connection.prepareStatement("update note set data = ? where id = ?")) {
            statement.setInt(2, 1);
            statement.setBinaryStream(1, new ByteArrayInputStream(bytes));
            attempt(statement::executeUpdate);
            statement.setBinaryStream(1, new ByteArrayInputStream(bytes), 4);
            attempt(statement::executeUpdate);
            statement.setBinaryStream(1, new ByteArrayInputStream(bytes), 400L);
            attempt(statement::executeUpdate);
            statement.setBinaryStream(1, null);
            attempt(statement::executeUpdate);
            attempt(() -> statement.setBlob(1, new ByteArrayInputStream(bytes)));
        }
    }

    private static void functions(Connection connection) throws SQLException {
        try (CallableStatement call = connection.prepareCall("{? = call rotate(?, ?)}")) {
            call.registerOutParameter(1, Types.INTEGER);
            call.setString(2, "owner1");
            call.setString(3, "rotated-by-a-call");
            attempt(() -> {
                call.execute();
                call.getInt(1);
                call.wasNull();
                call.getObject(1);
            });
            attempt(() -> call.getString(1));
            attempt(() -> call.getInt(2));
            attempt(() -> call.getInt("name"));
            attempt(() -> call.setString("name", "x"));
            attempt(call::executeUpdate);
        }
        try (CallableStatement call = connection.prepareCall("{call add_one(?, ?)}")) {
            call.setInt(1, 5);
            call.registerOutParameter(1, Types.INTEGER);
            call.registerOutParameter(2, Types.INTEGER);
            attempt(() -> {
                call.execute();
                call.getInt(1);
                call.getInt(2);
            });
        }
        try (CallableStatement call = connection.prepareCall("{? = call words(?)}")) {
            call.registerOutParameter(1, Types.VARCHAR);
            call.setInt(2, 3);
            attempt(call::execute);
        }
        try (CallableStatement call = connection.prepareCall("{call warn(?)}")) {
            call.setString(1, "x");
            attempt(call::execute);
            call.getWarnings();
        }
    }
}
