package io.writeguard.it.names;

import static io.writeguard.it.names.NamedTables.PASSES;
import static io.writeguard.it.names.NamedTables.table;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.Test;

/** {@code tenant_*.users}: the table in every such schema, with a budget for each. */
class SchemaPatternsTest {

    private static final String TENANTS = "CREATE SCHEMA tenant_1; CREATE SCHEMA tenant_2; CREATE SCHEMA other;"
            + table("tenant_1.users") + table("tenant_2.users") + table("other.users");

    private static final String RULES = """
            version: 1
            tables: {tenant_*.users: {secret-columns: [token]}}
            """;

    private static String clear(String table, int from, int to) {
        return "UPDATE " + table + " SET token = NULL WHERE id BETWEEN " + from + " AND " + to;
    }

    @Test
    void eachSchemaHasABudgetOfItsOwn() throws Exception {
        try (NamedTables tables = NamedTables.of(TENANTS, RULES)) {
            assertThat(tables.run(clear("tenant_1.users", 1, 10))).isEqualTo(PASSES);
            assertThat(tables.run(clear("tenant_2.users", 1, 10))).isEqualTo(PASSES);
            assertThat(tables.run(clear("tenant_1.users", 11, 11))).isEqualTo("mass-invalidation");
            assertThat(tables.run(clear("tenant_2.users", 11, 11))).isEqualTo("mass-invalidation");
            assertThat(tables.run(clear("other.users", 1, 100))).isEqualTo(PASSES);
        }
    }

    @Test
    void aSchemaThatAnotherSessionCreatesIsGuardedAtOnce() throws Exception {
        try (NamedTables tables = NamedTables.of(TENANTS, RULES);
                Connection connection = tables.connect()) {
            assertThat(NamedTables.run(connection, "SET search_path TO tenant_3, public"))
                    .isEqualTo(PASSES);
            tables.elsewhere("CREATE SCHEMA tenant_3;" + table("tenant_3.users"));
            assertThat(NamedTables.run(connection, "UPDATE users SET token = NULL"))
                    .isEqualTo("mass-invalidation");
            tables.elsewhere("CREATE SCHEMA tenant_4;" + table("tenant_4.users"));
            assertThat(NamedTables.run(connection, "TRUNCATE tenant_4.users")).isEqualTo("mass-invalidation");
            assertThat(tables.changes())
                    .containsExactly(
                            "tenant_3.users is guarded from now on, by the rules for tenant_*.users",
                            "tenant_4.users is guarded from now on, by the rules for tenant_*.users");
            assertThat(tables.count("SELECT count(token) FROM tenant_3.users")).isEqualTo(100);
        }
    }

    /** What can't be read names a table by its schema too. */
    @Test
    void unreadableStatementsThatNameOneAreRefused() throws Exception {
        try (NamedTables tables = NamedTables.of(TENANTS, RULES)) {
            assertThat(tables.run("UPDATE tenant_1.users FOR PORTION OF p FROM 1 TO 2 SET token = NULL"))
                    .isEqualTo("unanalysable-write");
        }
    }

    @Test
    void aNameGoesBeforeAPattern() throws Exception {
        try (NamedTables tables = NamedTables.of(TENANTS + table("users"), """
                version: 1
                tables:
                  '"*".users': {secret-columns: [token]}
                  tenant_1.users: {action: warn, secret-columns: [token]}
                """)) {
            assertThat(tables.run("DELETE FROM tenant_1.users")).isEqualTo(PASSES);
            assertThat(tables.run("DELETE FROM tenant_2.users")).isEqualTo("mass-invalidation");
            assertThat(tables.run("DELETE FROM other.users")).isEqualTo("mass-invalidation");
            assertThat(tables.run("DELETE FROM users")).isEqualTo("mass-invalidation");
            assertThat(tables.run("CREATE TEMP TABLE users (token text); INSERT INTO users VALUES ('')"))
                    .isEqualTo(PASSES);
        }
    }
}
