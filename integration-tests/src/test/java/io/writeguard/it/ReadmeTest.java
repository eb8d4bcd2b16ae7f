package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.writeguard.driver.WriteRejectedException;
import io.writeguard.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is what happens. */
class ReadmeTest {

    private static final String TABLE = """
            create table service_tokens (id bigint primary key, name text, client_secret text);
            insert into service_tokens select n, 'ci', md5(n::text) from generate_series(1, 20) n;
            """;

    private final Readme readme = Readme.read();
    private final String sql = readme.blocks("sql").get(0);
    private final String message = readme.blocks("text").get(0);
    private final String url = readme.blocks("text").get(1);
    private final String rules = readme.blocks("yaml").get(0);

    @Test
    void theStatementIsRefusedWithTheMessageShown() throws SQLException {
        try (TestDatabase database = TestDatabase.with(TABLE)) {
            Path file = database.rules(rules);
            try (Connection connection = DriverManager.getConnection(database.guardedUrl(file));
                    Statement statement = connection.createStatement()) {
                WriteRejectedException refusal =
                        catchThrowableOfType(WriteRejectedException.class, () -> statement.executeUpdate(sql));
                assertThat(refusal.getMessage().replace(file.toString(), "writeguard.yaml"))
                        .isEqualTo(message);
            }
        }
    }

    @Test
    void theUrlConnects() throws SQLException {
        try (TestDatabase database = TestDatabase.with(TABLE)) {
            String real = url.replace(
                            "postgresql://localhost:5432/app?user=app",
                            database.url().substring("jdbc:".length()))
                    .replace("classpath:writeguard.yaml", database.rules(rules).toString());
            try (Connection connection = DriverManager.getConnection(real)) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    @Test
    void theLineOfJavaCompiles(@TempDir Path directory) throws IOException {
        Path source = directory.resolve("Snippet.java");
        Files.writeString(source, """
                import io.writeguard.driver.WriteGuard;
                import java.nio.file.Path;
                import javax.sql.DataSource;
                class Snippet {
                    DataSource wrap(DataSource dataSource) throws Exception {
                        %s
                        return guarded;
                    }
                }
                """.formatted(readme.blocks("java").get(0)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int status = compiler.run(
                null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString());
        assertThat(status).isZero();
    }

    @Test
    void theDependencyIsThisVersion() throws IOException {
        String pom = Files.readString(Readme.projectRoot().resolve("guard-driver/pom.xml"));
        assertThat(readme.blocks("xml").get(0).lines().filter(line -> line.startsWith("  ")))
                .allSatisfy(line -> assertThat(pom).contains(line.strip()));
    }

    @Test
    void eachCommandStandsAloneInItsBlock() throws IOException {
        assertThat(readme.firstBlockUnder("## Run it"))
                .startsWith("mvn ")
                .endsWith(" demo")
                .hasLineCount(1);
        assertThat(readme.firstBlockUnder("## Test it")).startsWith("mvn ").hasLineCount(1);
        assertThat(Files.readString(Readme.projectRoot().resolve(".ci/run")))
                .endsWith("\n" + readme.firstBlockUnder("## Test it") + "\n");
    }

    @Test
    void whatANewcomerNeedsComesEarly() {
        assertThat(readme.lastLineOf(message)).isLessThanOrEqualTo(20);
        assertThat(List.of(
                        readme.blocks("xml").get(0),
                        rules,
                        url,
                        readme.blocks("java").get(0)))
                .allSatisfy(block -> assertThat(readme.lastLineOf(block)).isLessThanOrEqualTo(60));
    }

    @Test
    void everyLinkLeadsToAFile() {
        assertThat(readme.links())
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(Readme.projectRoot().resolve(link)).exists());
    }

    @Test
    void everyRuleIsInTheTable() {
        for (Rule rule : Rule.values()) {
            assertThat(readme.text()).contains("| [`" + rule.id() + "`](docs/rules/" + rule.id() + ".md) |");
        }
    }
}
