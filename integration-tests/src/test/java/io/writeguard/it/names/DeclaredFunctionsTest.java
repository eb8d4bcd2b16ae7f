package io.writeguard.it.names;

import static io.writeguard.it.names.NamedTables.PASSES;
import static io.writeguard.it.names.NamedTables.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code functions}: what the catalog can't tell of them. */
class DeclaredFunctionsTest {

    /** Their bodies do not look like a write: the statement comes from a table. */
    private static final String FUNCTIONS = table("users") + """
            CREATE TABLE notes (id int, note text);
            CREATE TABLE jobs (job text);
            INSERT INTO jobs VALUES ('DELETE FROM users');
            CREATE FUNCTION purge_tokens() RETURNS int LANGUAGE plpgsql AS $$ BEGIN
              EXECUTE (SELECT job FROM jobs); RETURN 1; END $$;
            CREATE FUNCTION purge_on_note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              EXECUTE (SELECT job FROM jobs); RETURN NEW; END $$;
            CREATE TRIGGER purge AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION purge_on_note();
            CREATE VIEW purging AS SELECT purge_tokens() AS done;
            CREATE FUNCTION wrapped() RETURNS int LANGUAGE sql AS 'SELECT purge_tokens()';
            """;

    private static final String TABLES = "version: 1\ntables: {users: {secret-columns: [token]}}\n";

    private static final String DECLARED = TABLES + """
            functions:
              public.purge_tokens: {reaches: [users]}
              purge_on_note: {reaches: [public.users]}
              pg_catalog.lo_unlink: {reaches: [users]}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT purge_tokens()",
                "SELECT * FROM public.purge_tokens()",
                "SELECT wrapped()",
                "SELECT * FROM purging",
                "INSERT INTO notes VALUES (1, 'x')",
                "DO $$ BEGIN PERFORM purge_tokens(); END $$",
            })
    void whatIsDeclaredIsMeasured(String call) throws Exception {
        try (NamedTables tables = NamedTables.of(FUNCTIONS, DECLARED)) {
            assertThat(tables.run(call)).isEqualTo("mass-invalidation");
            assertThat(tables.count("SELECT count(token) FROM users")).isEqualTo(100);
            tables.elsewhere("UPDATE jobs SET job = job || ' WHERE id < 5'");
            assertThat(tables.run(call)).isEqualTo(PASSES);
            assertThat(tables.count("SELECT count(token) FROM users")).isEqualTo(96);
        }
    }

    @Test
    void withoutTheDeclarationItIsNotKnown() throws Exception {
        try (NamedTables tables = NamedTables.of(FUNCTIONS, TABLES)) {
            assertThat(tables.run("SELECT purge_tokens()")).isEqualTo(PASSES);
            assertThat(tables.count("SELECT count(token) FROM users")).isZero();
        }
    }

    @Test
    void functionsAndTablesThatDoNotExistAreProblems() throws Exception {
        try (NamedTables tables = NamedTables.of(FUNCTIONS, TABLES + """
                functions:
                  purge_token: {reaches: [users, user, public.notes]}
                """)) {
            assertThatThrownBy(tables::connect).hasMessageMatching("""
                    [^\\n]*yaml:4:3: function purge_token does not exist; did you mean purge_tokens\\?
                    [^\\n]*yaml:4:34: table user does not exist in the search_path; did you mean users\\?""");
        }
    }

    @Test
    void withOnMissingWaitTheyMayComeLater() throws Exception {
        try (NamedTables tables = NamedTables.of(table("users"), DECLARED + "defaults: {on-missing: wait}\n")) {
            assertThat(tables.run("SELECT 1")).isEqualTo(PASSES);
            assertThat(tables.run(FUNCTIONS.substring(table("users").length()))).isEqualTo(PASSES);
            assertThat(tables.run("SELECT purge_tokens()")).isEqualTo("mass-invalidation");
        }
    }
}
