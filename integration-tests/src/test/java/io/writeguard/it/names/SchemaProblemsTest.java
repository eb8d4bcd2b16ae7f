package io.writeguard.it.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A rules file that does not fit the schema: no connection, and every problem at its place. */
class SchemaProblemsTest {

    private static final String SCHEMA = """
            CREATE SCHEMA app;
            CREATE TABLE users (id int PRIMARY KEY, token text, seen timestamptz, doc jsonb, number int);
            CREATE TABLE app.users (id int PRIMARY KEY, token text);
            CREATE TABLE "Mixed" (id int, "Token" text);
            CREATE VIEW members AS SELECT * FROM users;
            CREATE TABLE owned (id int PRIMARY KEY, token text, kind text);
            ALTER TABLE owned ENABLE ROW LEVEL SECURITY;
            CREATE POLICY own ON owned USING (kind = 'mine');
            """;

    private static Arguments row(String tables, String... problems) {
        return Arguments.of(tables, String.join("\n", problems));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "user: {secret-columns: [token]}",
                        "3:2: table user does not exist in the search_path; did you mean users?"),
                row(
                        "ap.users: {secret-columns: [token]}",
                        "3:2: table ap.users does not exist; did you mean app.users?"),
                row(
                        "mixed: {secret-columns: [token]}",
                        "3:2: table mixed does not exist in the search_path; did you mean Mixed?"),
                row(
                        "t_*.users: {secret-columns: [token]}",
                        "3:2: table t_*.users exists in no such schema; did you mean users?"),
                row(
                        "tenant_*.accounts: {secret-columns: [token]}",
                        "3:2: table tenant_*.accounts exists in no such schema"),
                row(
                        "members: {secret-columns: [token]}",
                        "3:2: public.members is not a table; expected a table or a partitioned table"
                                + " (a view's tables are what to guard)"),
                row(
                        "users: {secret-columns: [tokn]}",
                        "3:27: column tokn does not exist in public.users; did you mean token?"),
                row(
                        "'\"Mixed\"': {secret-columns: [token]}",
                        "3:31: column token does not exist in public.Mixed; did you mean Token?"),
                row(
                        "users: {secret-columns: [token], version-columns: [version]}",
                        "3:2: column version does not exist in public.users"),
                row(
                        "users: {secret-columns: [number]}",
                        "3:27: column number of public.users has type integer; expected text, varchar, char, citext,"
                                + " bytea, json, jsonb, uuid or an array of them"),
                row(
                        "users: {secret-columns: {number: {json-members: [$.a]}}}",
                        "3:51: column number of public.users has type integer, which holds no JSON document;"
                                + " expected text, varchar, json or jsonb for json-members"),
                row(
                        "users: {secret-columns: [token], live-when: \"gone is null\"}",
                        "3:2: live-when of public.users does not run (SQLState 42703);"
                                + " expected a predicate over columns of that table"),
                row(
                        "users: {secret-columns: [token], live-when: \"seen is is null\"}",
                        "3:2: live-when of public.users does not run (SQLState 42601);"
                                + " expected a predicate over columns of that table"),
                row(
                        "users: {secret-columns: [token], live-when: \"seen\"}",
                        "3:2: live-when of public.users does not run (SQLState 42846);"
                                + " expected a predicate over columns of that table"),
                row(
                        "users: {secret-columns: {token: {only-rows: \"kind = 'a'\"}}}",
                        "3:27: only-rows of public.users does not run (SQLState 42703);"
                                + " expected a predicate over columns of that table"),
                row(
                        "users: {secret-columns: [token]}\npublic.users: {secret-columns: [token]}",
                        "4:2: this is table public.users again; expected it once, and the first is in line 3, column 2"),
                row(
                        "user: {secret-columns: [token]}\nusers: {secret-columns: [tokn, number]}",
                        "3:2: table user does not exist in the search_path; did you mean users?",
                        "4:27: column tokn does not exist in public.users; did you mean token?",
                        "4:33: column number of public.users has type integer; expected text, varchar, char, citext,"
                                + " bytea, json, jsonb, uuid or an array of them"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyProblemIsReportedWhereItIs(String tables, String problems) throws Exception {
        try (NamedTables database = NamedTables.of(
                SCHEMA, "version: 1\ntables:\n" + tables.indent(1).stripTrailing())) {
            assertThat(problem(database, "")).isEqualTo(problems);
        }
    }

    @ParameterizedTest
    @MethodSource("roles")
    void whatARoleMayNotSee(String tables, String grants, String problems) throws Exception {
        try (NamedTables database = NamedTables.of(SCHEMA, "version: 1\ntables:\n " + tables)) {
            String role = "reader_" + Long.toUnsignedString(System.nanoTime());
            database.elsewhere("CREATE ROLE " + role + " LOGIN;" + grants.replace("reader", role));
            try {
                assertThat(problem(database, "&user=" + role)).isEqualTo(problems.replace("reader", role));
            } finally {
                database.elsewhere("DROP OWNED BY " + role + "; DROP ROLE " + role);
            }
        }
    }

    static Stream<Arguments> roles() {
        return Stream.of(
                Arguments.of(
                        "users: {secret-columns: [token], live-when: \"seen is null\"}",
                        "GRANT SELECT (id) ON users TO reader",
                        "3:2: role reader may not read token, seen of public.users; expected: GRANT SELECT"
                                + " (token, seen) ON public.users TO reader"),
                Arguments.of(
                        "owned: {secret-columns: [token]}",
                        "GRANT SELECT, UPDATE ON owned TO reader",
                        "3:2: row-level security of public.owned cuts what this role sees, so live secrets can't be"
                                + " counted; expected a role with BYPASSRLS"));
    }

    /** Without the name of the file. */
    private static String problem(NamedTables database, String urlParameters) {
        SQLException refused = catchThrowableOfType(
                SQLException.class, () -> database.connectThrough(urlParameters).close());
        assertThat(refused.getSQLState()).isEqualTo("F0000");
        return refused.getMessage().replaceAll("(?m)^.*?\\.yaml:", "");
    }
}
