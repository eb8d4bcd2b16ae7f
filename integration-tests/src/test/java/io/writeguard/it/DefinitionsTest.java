package io.writeguard.it;

import static io.writeguard.it.GuardedUsers.PASSES;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

    private static final String PARTS = """
            CREATE EXTENSION citext;
            CREATE DOMAIN token AS text;
            CREATE TABLE events (id bigint, at date NOT NULL, secret text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
            CREATE TABLE events_old PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
            CREATE TABLE events_empty PARTITION OF events FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
            INSERT INTO events SELECT n, '2020-06-01', 'secret-' || n FROM generate_series(1, 100) AS n;
            CREATE SCHEMA crm;
            CREATE TABLE crm.partners (id int PRIMARY KEY, secret citext, key token);
            INSERT INTO crm.partners SELECT n, 'secret-' || n, 'key-' || n FROM generate_series(1, 100) AS n;
            CREATE TABLE spare (id int PRIMARY KEY, secret text);
            """;

    private static final String RULES = """
            version: 1
            tables:
              users: {secret-columns: [secret]}
              events: {secret-columns: [secret]}
              crm.partners: {secret-columns: [secret, key]}
              spare: {secret-columns: [secret]}
            """;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '~',
            value = {
                "DROP TABLE users CASCADE ~ destructive-ddl",
                "ALTER TABLE users DROP COLUMN secret ~ destructive-ddl",
                "ALTER TABLE users ALTER COLUMN secret TYPE text USING NULL ~ destructive-ddl",
                "ALTER TABLE users RENAME TO users_old ~ unanalysable-write",
                "ALTER TABLE users RENAME COLUMN secret TO token ~ unanalysable-write",
                "ALTER TABLE users SET SCHEMA crm ~ unanalysable-write",
                "ALTER TABLE events DETACH PARTITION events_old ~ destructive-ddl",
                "DROP TABLE events_old ~ destructive-ddl",
                "DROP SCHEMA crm CASCADE ~ destructive-ddl",
                "ALTER SCHEMA crm RENAME TO sales ~ unanalysable-write",
                "DROP EXTENSION citext CASCADE ~ destructive-ddl",
                "DROP DOMAIN token CASCADE ~ destructive-ddl",
                "CREATE TABLE copied AS TABLE users; DROP TABLE users; ALTER TABLE copied RENAME TO users ~ destructive-ddl",
            })
    void refusesWhatLosesSecrets(String sql, String rule) throws SQLException {
        try (GuardedUsers users = new GuardedUsers(PARTS, RULES)) {
            assertThat(users.run(sql)).isEqualTo(rule);
            assertThat(users.unchanged()).isTrue();
            assertThat(users.database().live("SELECT count(secret) FROM events"))
                    .isEqualTo(100);
            assertThat(users.database().live("SELECT count(secret) + count(key) FROM crm.partners"))
                    .isEqualTo(200);
        }
    }

    /** What migration tools send, in the order of one long life. */
    private static final List<String> MIGRATIONS = List.of(
            "CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, script varchar(1000), success boolean)",
            "BEGIN; LOCK TABLE flyway_schema_history IN SHARE ROW EXCLUSIVE MODE; COMMIT",
            "ALTER TABLE users ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()",
            "ALTER TABLE users ADD COLUMN IF NOT EXISTS role text, ADD COLUMN locale varchar(10) DEFAULT 'en'",
            "UPDATE users SET role = 'member' WHERE role IS NULL",
            "ALTER TABLE users ALTER COLUMN role SET NOT NULL",
            "ALTER TABLE ONLY users ALTER COLUMN role SET DEFAULT 'member'",
            "ALTER TABLE users ALTER COLUMN role DROP DEFAULT, ALTER COLUMN role DROP NOT NULL",
            "ALTER TABLE users ADD CONSTRAINT users_role CHECK (role <> '') NOT VALID",
            "ALTER TABLE users VALIDATE CONSTRAINT users_role",
            "ALTER TABLE users RENAME CONSTRAINT users_role TO users_role_given",
            "ALTER TABLE users DROP CONSTRAINT IF EXISTS users_role_given",
            "ALTER TABLE users ADD UNIQUE (name)",
            "CREATE INDEX users_role_index ON users (role)",
            "CREATE UNIQUE INDEX CONCURRENTLY users_lower ON users (lower(name)) WHERE NOT gone",
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS users_secret ON users USING hash (secret)",
            "ALTER INDEX users_role_index RENAME TO users_by_role",
            "DROP INDEX CONCURRENTLY users_lower",
            "DROP INDEX IF EXISTS users_by_role",
            "ALTER TABLE users RENAME COLUMN name TO full_name",
            "UPDATE users SET full_name = trim(full_name)",
            "ALTER TABLE users RENAME full_name TO name",
            "ALTER TABLE users ALTER COLUMN secret TYPE varchar(4096)",
            "ALTER TABLE users ALTER COLUMN secret SET DATA TYPE text",
            "ALTER TABLE users ALTER COLUMN secret SET STATISTICS 500",
            "ALTER TABLE users ALTER secret SET STORAGE EXTERNAL",
            "ALTER TABLE users ALTER COLUMN gone DROP DEFAULT, ALTER COLUMN gone TYPE int USING gone::int",
            "COMMENT ON TABLE users IS 'people'",
            "COMMENT ON COLUMN users.secret IS 'a token'",
            "ALTER TABLE users OWNER TO CURRENT_USER",
            "GRANT SELECT, UPDATE ON users TO PUBLIC",
            "REVOKE ALL ON TABLE users FROM PUBLIC",
            "ALTER TABLE users SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01)",
            "ALTER TABLE users RESET (fillfactor)",
            "ALTER TABLE users REPLICA IDENTITY FULL",
            "ALTER TABLE users CLUSTER ON users_pkey",
            "ALTER TABLE users SET WITHOUT CLUSTER",
            "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.created_at := now(); RETURN NEW; END $$",
            "CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch()",
            "ALTER TABLE users DISABLE TRIGGER users_touch",
            "ALTER TABLE users ENABLE TRIGGER ALL",
            "DROP TRIGGER users_touch ON users",
            "CREATE RULE users_quiet AS ON DELETE TO users WHERE false DO INSTEAD NOTHING",
            "ALTER TABLE users DISABLE RULE users_quiet",
            "DROP RULE users_quiet ON users",
            "CREATE POLICY own_row ON users USING (true)",
            "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
            "ALTER TABLE users DISABLE ROW LEVEL SECURITY",
            "DROP POLICY own_row ON users",
            "CREATE VIEW members AS SELECT id, name FROM users",
            "CREATE OR REPLACE VIEW members AS SELECT id, name, role FROM users",
            "DROP VIEW members",
            "CREATE MATERIALIZED VIEW names AS SELECT name FROM users",
            "REFRESH MATERIALIZED VIEW names",
            "DROP MATERIALIZED VIEW names",
            "CREATE TABLE posts (id serial PRIMARY KEY, author bigint REFERENCES users (id) ON DELETE CASCADE)",
            "ALTER TABLE posts DROP CONSTRAINT posts_author_fkey, ADD FOREIGN KEY (author) REFERENCES users NOT VALID",
            "CREATE TABLE users_archive (LIKE users INCLUDING ALL)",
            "INSERT INTO users_archive SELECT * FROM users WHERE gone = 1",
            "DROP TABLE users_archive",
            "CREATE TABLE users_history () INHERITS (users)",
            "ALTER TABLE users_history NO INHERIT users",
            "ALTER TABLE users_history INHERIT users",
            "DROP TABLE users_history",
            "CREATE TABLE events_new PARTITION OF events FOR VALUES FROM ('2022-01-01') TO ('2023-01-01')",
            "ALTER TABLE events DETACH PARTITION events_new",
            "ALTER TABLE events ATTACH PARTITION events_new FOR VALUES FROM ('2022-01-01') TO ('2023-01-01')",
            "ALTER TABLE events_empty RENAME TO events_2021",
            "DROP TABLE events_2021",
            "ALTER TABLE users DROP COLUMN locale, DROP COLUMN IF EXISTS nothing",
            "CREATE TYPE mood AS ENUM ('good', 'bad')",
            "ALTER TABLE users ADD COLUMN mood mood",
            "DROP TYPE mood CASCADE",
            "CREATE SEQUENCE tickets",
            "CREATE SCHEMA scratch",
            "CREATE TABLE scratch.users (id int)",
            "DROP SCHEMA scratch CASCADE",
            "BEGIN; ALTER TABLE users ADD COLUMN x int; UPDATE users SET x = 1; ALTER TABLE users DROP COLUMN x; COMMIT",
            "ANALYZE users",
            "VACUUM users",
            "REINDEX TABLE users",
            "ALTER TABLE spare RENAME COLUMN id TO number");

    @Test
    void letsAMigrationSuitePass() throws SQLException {
        try (GuardedUsers users = new GuardedUsers(PARTS, RULES);
                Connection connection = users.connect()) {
            for (String statement : MIGRATIONS) {
                assertThat(GuardedUsers.run(connection, statement))
                        .as(statement)
                        .isEqualTo(PASSES);
            }
            assertThat(users.database().live("SELECT count(secret) FROM users")).isEqualTo(100);
            assertThat(GuardedUsers.run(connection, "DELETE FROM users")).isEqualTo("mass-invalidation");
            assertThat(GuardedUsers.run(connection, "DELETE FROM events")).isEqualTo("mass-invalidation");
        }
    }

    @Test
    void letsATableWithoutSecretsBeMadeAnew() throws SQLException {
        try (GuardedUsers users = new GuardedUsers(PARTS, RULES);
                Connection connection = users.connect()) {
            List<String> statements = List.of(
                    "ALTER TABLE spare RENAME TO spare_old; CREATE TABLE spare (id int PRIMARY KEY, secret text)",
                    "DROP TABLE spare_old",
                    "DROP TABLE spare; CREATE TABLE spare (id int PRIMARY KEY, secret text)",
                    "BEGIN; DROP TABLE spare; CREATE TABLE spare (id int PRIMARY KEY, secret text); COMMIT");
            for (String statement : statements) {
                assertThat(GuardedUsers.run(connection, statement))
                        .as(statement)
                        .isEqualTo(PASSES);
            }
            assertThat(GuardedUsers.run(connection, "INSERT INTO spare VALUES (1, '')"))
                    .isEqualTo("empty-secret");
        }
    }
}
