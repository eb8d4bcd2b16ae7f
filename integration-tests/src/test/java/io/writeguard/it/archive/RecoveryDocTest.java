package io.writeguard.it.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.SecretRestore;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.archive.ArchiveSchema;
import io.writeguard.it.Documentation;
import io.writeguard.it.TestDatabase;
import io.writeguard.it.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Goes through docs/recovery.md: its rules file, its grants, its run-book. */
class RecoveryDocTest {

    private static final String PAGE = Documentation.read("docs/recovery.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w+)\\n(.*?)\\n *```$");
    private static final String JAR = "java -jar guard-driver-VERSION-cli.jar ";

    @TempDir
    private Path directory;

    private static List<String> blocks(String language) {
        return BLOCK.matcher(PAGE)
                .results()
                .filter(block -> block.group(2).equals(language))
                .map((MatchResult block) -> block.group(3).replaceAll("(?m)^" + block.group(1), ""))
                .toList();
    }

    @Test
    void theRunBookRestores() throws IOException, SQLException {
        try (TestDatabase database =
                TestDatabase.with("create table users (id int primary key, github_access_token text);"
                        + "insert into users select i, 'a-token-of-github-' || i from generate_series(1, 400) i;"
                        + ArchiveSchema.script())) {
            Path key = Files.writeString(directory.resolve("key"), "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
            Path rules =
                    database.rules(blocks("yaml").get(0).replace("/run/secrets/writeguard-archive", key.toString()));
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(database.url());
            WriteGuard guard =
                    WriteGuard.builder().dataSource(source).rules(rules).build();
            try (Connection connection = guard.dataSource().getConnection()) {
                for (int id = 1; id <= 20; id++) {
                    KeptUsers.update(connection, "update users set github_access_token = null where id = ?", id);
                }
            }
            database.execute("update users set github_access_token = 'renewed-by-its-user' where id = 5");
            List<String> commands = blocks("sh").stream()
                    .filter(line -> line.startsWith(JAR + "restore"))
                    .toList();
            assertThat(commands).hasSize(2);
            CommandRun look = run(commands.get(0), rules, database);
            assertThat(look.status()).as(look.err()).isEqualTo(1);
            assertThat(look.out().stripTrailing()).isEqualTo(blocks("text").get(0));
            assertThat(database.live("select count(*) from users where github_access_token is null"))
                    .isEqualTo(19);
            CommandRun done = run(commands.get(1), rules, database);
            assertThat(done.status()).as(done.err()).isZero();
            assertThat(done.out()).contains("19 secrets were written back");
            assertThat(database.live(
                            "select count(*) from users where github_access_token = 'a-token-of-github-' || id"))
                    .isEqualTo(399);
            assertThat(run(commands.get(1) + " --format json", rules, database).out())
                    .contains("\"restored\": 0")
                    .contains("\"executed\": true");
            for (String misuse : List.of("--execute", "--table users", "--from yesterday", "--timeout 0")) {
                String command = JAR + "restore --rules writeguard.yaml --url \"$URL\" " + misuse;
                assertThat(run(command, rules, database).status()).as(misuse).isEqualTo(2);
            }
        }
    }

    private static CommandRun run(String line, Path rules, TestDatabase database) {
        return CommandRun.of(Stream.of(line.substring(JAR.length()).split(" ", -1))
                .map(word -> word.equals("writeguard.yaml") ? rules.toString() : word)
                .map(word -> word.equals("\"$URL\"") ? database.url() : word)
                .map(word -> word.equals("2026-05-04T10:00:00Z") ? "2020-01-01T00:00:00Z" : word)
                .toArray(String[]::new));
    }

    @Test
    void theGrantsAreThoseOfTheScript() {
        String script = ArchiveSchema.script().replace("-- GRANT", "GRANT");
        assertThat(blocks("sql").get(0).lines())
                .allSatisfy(grant -> assertThat(script).contains(grant));
    }

    @Test
    void theSnippetNamesTheApi() {
        String snippet = blocks("java").get(0);
        assertThat(snippet).contains("SecretRestore.of(admin, Path.of(\"writeguard.yaml\"))");
        for (String method :
                List.of("table", "from", "to", "statement", "overrideReason", "rows", "preview", "execute")) {
            assertThat(Stream.of(SecretRestore.class.getMethods())
                            .anyMatch(known -> known.getName().equals(method)))
                    .isTrue();
        }
    }
}
