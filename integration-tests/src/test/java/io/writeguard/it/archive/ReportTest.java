package io.writeguard.it.archive;

import static io.writeguard.it.archive.KeptUsers.PASSED;
import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.SecretRestore;
import io.writeguard.it.cli.CommandRun;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page that {@code report} makes of the archive and of the history beside it. */
class ReportTest {

    private static final String RULES = KeptUsers.RULES.replace(
            "{threshold-ratio: 50%, minimum-rows: 10}", "{threshold-ratio: 50%, minimum-rows: 10, budget: database}");

    private final KeptUsers users = new KeptUsers(RULES, "");

    @AfterEach
    void close() {
        users.close();
    }

    private String page(String... options) {
        String[] arguments = new String[options.length + 5];
        arguments[0] = "report";
        arguments[1] = "--rules";
        arguments[2] = users.rules().toString();
        arguments[3] = "--url";
        arguments[4] = users.database().url();
        System.arraycopy(options, 0, arguments, 5, options.length);
        CommandRun run = CommandRun.of(arguments);
        assertThat(run.status()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void tellsWhatHappened() throws SQLException {
        page("--sample");
        assertThat(users.run("update users set token = null where id = 1")).isEqualTo(PASSED);
        assertThat(users.run("update users set token = null")).isEqualTo("mass-invalidation");
        assertThat(users.run("update users set token = null")).isEqualTo("mass-invalidation");
        try (Connection connection = users.connect()) {
            connection.setAutoCommit(false);
            KeptUsers.run(connection, "set local writeguard.override = 'INC-5 <half> of them'");
            assertThat(KeptUsers.run(connection, "update users set token = null where id between 2 and 39"))
                    .isEqualTo(PASSED);
            connection.commit();
        }
        SecretRestore.of(users.source(), users.rules()).rows("3").execute("INC-6 only one");

        String page = page("--days", "7");

        assertThat(page)
                .contains("the last 7 days")
                .contains("2 live</text>")
                .contains(": 40</title>", ": 2</title>")
                .contains("38 under an override", "1 within the limits")
                .contains("1 of 10")
                .contains("<td class=\"text\">rejected</td><td class=\"text\">mass-invalidation</td>"
                        + "<td class=\"text\">public.users.token</td><td class=\"text\"></td><td>2</td>")
                .contains("INC-6 only one", "every table; 1 row by key")
                .doesNotContain("first-secret")
                .doesNotContain("<half>")
                .doesNotContain("http:", "https:", "<script", "url(");
    }

    @Test
    void ofADatabaseWithoutAHistory() {
        users.database().execute("drop schema writeguard cascade");
        assertThat(page()).contains("40 live</text>").contains("None.");
    }

    @Test
    void refusalsAreWrittenDownByTheMinuteAndAtTheEndOfAConnection() throws SQLException {
        String damage = "update users set token = '****' where id = 1";
        try (Connection connection = users.connect()) {
            assertThat(KeptUsers.run(connection, damage)).isEqualTo("placeholder-secret");
            assertThat(users.database()
                            .text("select concat_ws(' ', kind, rule, guarded, secret, times) from writeguard.history"))
                    .isEqualTo("rejected placeholder-secret public.users token 1");
            assertThat(KeptUsers.run(connection, damage)).isEqualTo("placeholder-secret");
            assertThat(written()).as("once a minute").isEqualTo(1);
        }
        assertThat(written()).isEqualTo(2);
    }

    private long written() {
        return users.database().live("select sum(times) from writeguard.history");
    }
}
