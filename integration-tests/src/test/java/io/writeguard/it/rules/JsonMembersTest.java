package io.writeguard.it.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PGobject;

class JsonMembersTest {

    private static final String RULES = """
            version: 1
            tables:
              settings:
                secret-columns:
                  doc: {json-members: ["$.password", "$.ldap['admin.password']", "$.receivers[*].secure.url"]}
            """;
    private static final String ALL = "SELECT md5(string_agg(s::text, ',' ORDER BY id)) FROM settings AS s";
    private static final String MAIL = "{\"host\":\"smtp\",\"user\":\"****\",\"password\":\"%s\"}";

    private enum Holder {
        JSONB,
        JSON,
        TEXT
    }

    private TestDatabase database;

    private void settings(Holder holder) {
        String type = holder.name().toLowerCase(Locale.ROOT);
        database = TestDatabase.with("CREATE TABLE settings (id text PRIMARY KEY, doc " + type + ");"
                + "INSERT INTO settings VALUES ('mail', '{\"host\": \"smtp\", \"password\": \"real-1\"}'),"
                + " ('ldap', '{\"ldap\": {\"admin.password\": \"real-2\"}, \"password\": null}'),"
                + " ('alert', '{\"receivers\": [{\"secure\": {\"url\": \"real-3\"}}, {\"name\": \"none\"},"
                + " {\"secure\": {\"url\": \"real-4\"}}]}'),"
                + " ('empty', '{\"password\": \"\"}'), ('none', NULL), ('list', '[1, 2]')");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "~",
            quoteCharacter = '`',
            value = {
                "placeholder-secret ~ $.password ~ UPDATE settings SET doc = jsonb_set(doc, '{password}', '\"*********\"') WHERE id = 'mail'",
                "placeholder-secret ~ $.password ~ UPDATE settings AS s SET doc = ('{\"password\": \"re****\"}'::jsonb) WHERE s.Id = 'mail'",
                "placeholder-secret ~ $.password ~ UPDATE settings SET doc = doc || '{\"password\": \"[REDACTED]\"}' WHERE id = 'mail'",
                "empty-secret ~ $.password ~ UPDATE settings SET doc = doc || '{\"password\": \" \"}' WHERE id = 'mail'",
                "empty-secret ~ $.ldap['admin.password'] ~ UPDATE settings SET doc = jsonb_set(doc, '{ldap,admin.password}', '\"\"') WHERE id = 'ldap'",
                "placeholder-secret ~ $.receivers[*].secure.url ~ UPDATE settings SET doc = jsonb_set(doc, '{receivers,2,secure,url}', '\"********\"') WHERE id = 'alert'",
                "empty-secret ~ $.receivers[*].secure.url ~ UPDATE settings SET doc = jsonb_set(doc, '{receivers,2,secure,url}', '\"\"') WHERE id = 'alert'",
                "placeholder-secret ~ $.password ~ INSERT INTO settings VALUES ('new', '{\"password\": \"********\"}')",
                "placeholder-secret ~ $.password ~ INSERT INTO settings VALUES ('mail', '{\"password\": \"********\"}') ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
                "empty-secret ~ $.password ~ INSERT INTO settings SELECT 'new', '{\"password\": \"\"}'::jsonb",
            })
    void aPoisonedMemberIsRefused(String rule, String path, String sql) throws SQLException {
        settings(Holder.JSONB);
        String before = database.text(ALL);
        try (Connection connection = database.guarded(RULES).getConnection()) {
            WriteRejectedException refusal =
                    catchThrowableOfType(WriteRejectedException.class, () -> run(connection, sql));
            assertThat(refusal.ruleId()).isEqualTo(rule);
            assertThat(refusal.column()).isEqualTo("doc " + path);
        }
        assertThat(database.text(ALL)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE settings SET doc = jsonb_set(doc, '{user}', '\"*********\"') WHERE id = 'mail'",
                "UPDATE settings SET doc = doc || '{\"host\": \"\", \"port\": null}' WHERE id = 'mail'",
                "UPDATE settings SET doc = doc || '{\"password\": \"rotated\"}' WHERE id = 'mail'",
                "UPDATE settings SET doc = doc - 'password' WHERE id = 'mail'",
                "UPDATE settings SET doc = doc #- '{ldap,admin.password}' WHERE id = 'ldap'",
                "UPDATE settings SET doc = jsonb_set(doc, '{ldap,host}', '\"\"') WHERE id = 'ldap'",
                "UPDATE settings SET doc = doc || '{\"host\": \"x\"}' WHERE id = 'empty'",
                "UPDATE settings SET doc = doc || '{\"password\": \"first\"}' WHERE id IN ('empty', 'none', 'ldap')",
                "UPDATE settings SET doc = jsonb_set(doc, '{receivers,1,secure}', '{\"url\": \"real-5\"}') WHERE id = 'alert'",
                "UPDATE settings SET doc = doc #- '{receivers,0}' WHERE id = 'alert'",
                "UPDATE settings SET doc = '{\"receivers\": [{\"secure\": {\"url\": \"real-4\"}}, {\"secure\": {\"url\": \"real-3\"}}]}' WHERE id = 'alert'",
                "UPDATE settings SET doc = doc WHERE id = 'mail'",
                "UPDATE settings SET doc = doc || '{\"seen\": true}'",
                "INSERT INTO settings VALUES ('new', '{\"user\": \"********\"}'), ('other', NULL)",
                "INSERT INTO settings VALUES ('mail', '{\"password\": \"real-1\", \"user\": \"***\"}') ON CONFLICT (id) DO UPDATE SET doc = excluded.doc",
                "DELETE FROM settings WHERE id = 'mail'",
            })
    void whatLeavesTheMembersOrIsGoodPasses(String sql) throws SQLException {
        settings(Holder.JSONB);
        try (Connection connection = database.guarded(RULES).getConnection()) {
            run(connection, sql);
        }
    }

    @ParameterizedTest
    @EnumSource(Holder.class)
    void aWholeDocumentIsBound(Holder holder) throws SQLException {
        settings(holder);
        String before = database.text(ALL);
        String cast = holder == Holder.TEXT ? "?" : "?::" + holder;
        try (Connection connection = database.guarded(RULES).getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE settings SET doc = " + cast + " WHERE id = 'mail'")) {
            update.setString(1, MAIL.formatted("*********"));
            assertThatThrownBy(update::executeUpdate).isInstanceOf(WriteRejectedException.class);
            PGobject document = new PGobject();
            document.setType(holder.name().toLowerCase(Locale.ROOT));
            document.setValue(MAIL.formatted(""));
            update.setObject(1, document, Types.OTHER);
            assertThatThrownBy(update::executeUpdate).isInstanceOf(WriteRejectedException.class);
            assertThat(database.text(ALL)).isEqualTo(before);

            update.setString(1, MAIL.formatted("real-1"));
            update.executeUpdate();
            update.setString(1, MAIL.formatted("real-\\u0031"));
            update.executeUpdate();
            update.setString(1, MAIL.formatted("rotated"));
            update.executeUpdate();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain text", "{\"password\": \"cut sh", ""})
    void textThatIsNoJsonHasNoMembers(String text) throws SQLException {
        settings(Holder.TEXT);
        database.execute("INSERT INTO settings VALUES ('other', '" + text + "')");
        try (Connection connection = database.guarded(RULES).getConnection()) {
            run(connection, "UPDATE settings SET doc = doc || ' ' WHERE id = 'other'");
            run(connection, "DELETE FROM settings WHERE id = 'other'");
            run(connection, "INSERT INTO settings VALUES ('other', '" + text + "')");
            run(connection, "UPDATE settings SET doc = '" + text + "' WHERE id = 'mail'");
            assertThatThrownBy(() -> run(connection, "UPDATE settings SET doc = '{\"password\": \"***\"}'"))
                    .isInstanceOf(WriteRejectedException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Holder.class)
    void membersThatAreLostAreCounted(Holder holder) throws SQLException {
        settings(holder);
        database.execute("INSERT INTO settings SELECT 'user ' || g, ('{\"password\": \"pw-' || g || '\"}')::" + holder
                + " FROM generate_series(1, 60) g");
        String before = database.text(ALL);
        try (Connection connection = database.guarded(RULES).getConnection()) {
            for (String damage : new String[] {
                "UPDATE settings SET doc = '{\"host\": \"x\"}' WHERE id LIKE 'user%'",
                "UPDATE settings SET doc = (doc::jsonb - 'password')::" + holder,
                "UPDATE settings SET doc = jsonb_set(doc::jsonb, '{password}', '\"same\"')::" + holder
                        + " WHERE id LIKE 'user%'",
                "DELETE FROM settings",
                "TRUNCATE settings",
                "ALTER TABLE settings DROP COLUMN doc",
            }) {
                assertThatThrownBy(() -> run(connection, damage)).as(damage).isInstanceOf(WriteRejectedException.class);
            }
            assertThat(database.text(ALL)).isEqualTo(before);

            run(
                    connection,
                    "UPDATE settings SET doc = (doc::jsonb || '{\"host\": \"x\"}')::" + holder
                            + " WHERE id LIKE 'user%'");
            run(
                    connection,
                    "UPDATE settings SET doc = (doc::jsonb - 'password')::" + holder + " WHERE id LIKE 'user 1'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "~",
            quoteCharacter = '`',
            value = {
                "on-null: reject ~ doc - 'password'",
                "min-length: 8 ~ doc || '{\"password\": \"short\"}'",
                "format: 'pw-.*' ~ doc || '{\"password\": \"real-11\"}'",
            })
    void optionsHoldForEachMember(String option, String document) throws SQLException {
        settings(Holder.JSONB);
        String rules = RULES.replace("doc: {", "doc: {" + option + ", ");
        try (Connection connection = database.guarded(rules).getConnection()) {
            assertThatThrownBy(() -> run(connection, "UPDATE settings SET doc = " + document + " WHERE id = 'mail'"))
                    .isInstanceOf(WriteRejectedException.class);
            run(connection, "UPDATE settings SET doc = doc || '{\"password\": \"pw-long-enough\"}' WHERE id = 'mail'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"on-empty: clear", "on-empty: allow", "on-placeholder: allow"})
    void optionsMayAllow(String option) throws SQLException {
        settings(Holder.JSONB);
        String rules = RULES.replace("doc: {", "doc: {" + option + ", ");
        String value = option.startsWith("on-empty") ? "" : "****";
        try (Connection connection = database.guarded(rules).getConnection()) {
            run(connection, "UPDATE settings SET doc = doc || '{\"password\": \"" + value + "\"}' WHERE id = 'mail'");
        }
        assertThat(database.text("SELECT doc ->> 'password' FROM settings WHERE id = 'mail'"))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "bytea", "text[]", "uuid"})
    void aColumnWithoutDocumentsGivesNoConnection(String type) {
        database = TestDatabase.with("CREATE TABLE settings (id text PRIMARY KEY, doc " + type + ")");
        String url = database.guardedUrl(database.rules(RULES));
        assertThatThrownBy(() -> DriverManager.getConnection(url)).hasMessageContaining("which holds no JSON document");
    }
}
