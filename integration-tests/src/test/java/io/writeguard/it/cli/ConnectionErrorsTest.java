package io.writeguard.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.TestDatabase;
import io.writeguard.it.printed.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message shows the password of a URL, and each ends with the status of misuse. */
class ConnectionErrorsTest {

    private static final String PASSWORD = Secrets.used("correct-horse-battery");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:1/app?user=me&password=%s",
                "jdbc:postgresql://127.0.0.1:x/app?user=me&password=%s",
                "jdbc:writeguard:postgresql://127.0.0.1:1/app?password=%s&user=me",
                "postgresql://me:%s@127.0.0.1:1/app",
                "jdbc:mysql://me:%s@127.0.0.1:1/app",
                "nonsense?password=%s"
            })
    void aDatabaseThatCannotBeReached(String url) throws IOException {
        try (TestDatabase database = TestDatabase.create()) {
            Path rules = database.rules("version: 1\ntables: {users: {secret-columns: [token]}}\n");
            String address = url.formatted(PASSWORD);
            hidden(CommandRun.of("audit", "--rules", rules.toString(), "--url", address));
            hidden(CommandRun.of("validate", "--rules", rules.toString(), "--url", address));
            hidden(CommandRun.of("suggest", "--url", address));
            hidden(CommandRun.of("audit", "--rules", rules.toString(), address));
            hidden(CommandRun.of("audit", "--rules", rules.toString(), "--url", address, address));
        }
    }

    @Test
    void rulesThatDoNotFitTheSchemaAreMisuseOfAnAuditAndAFindingOfValidate() {
        try (TestDatabase database = TestDatabase.with("create table users (id bigint primary key, tokens text)")) {
            String rules = database.rules("version: 1\ntables: {users: {secret-columns: [token]}}\n")
                    .toString();
            CommandRun validate = CommandRun.of("validate", "--rules", rules, "--url", database.url());
            assertThat(validate.status()).isEqualTo(1);
            assertThat(validate.out())
                    .contains("column token does not exist in public.users; did you mean tokens?")
                    .contains("tables: {users: {secret-columns: [token]}}")
                    .contains("^");
            assertThat(CommandRun.of("audit", "--rules", rules, "--url", database.url())
                            .status())
                    .isEqualTo(2);
        }
    }

    private static void hidden(CommandRun run) {
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isNotBlank().doesNotContain(PASSWORD);
    }
}
