package io.writeguard.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.Readme;
import io.writeguard.rules.RulesException;
import io.writeguard.rules.RulesFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The snippets of all guides can be used as they stand. */
class GuidesTest {

    private static final Path GUIDES = Readme.projectRoot().resolve("docs/guides");

    private static final String IMPORTS = """
            import io.writeguard.driver.*;
            import io.writeguard.driver.event.*;
            import io.writeguard.driver.junit.*;
            import io.writeguard.rules.*;
            import java.nio.file.Path;
            import java.sql.*;
            import java.time.Duration;
            import javax.sql.DataSource;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.api.extension.*;
            import org.postgresql.ds.PGSimpleDataSource;
            import org.testcontainers.postgresql.PostgreSQLContainer;
            """;

    @TempDir
    private Path directory;

    static List<String> guides() throws IOException {
        try (Stream<Path> files = Files.list(GUIDES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyRulesFileLoads(String guide) throws IOException, RulesException {
        for (String yaml : read(guide).blocks("yaml")) {
            assertThat(RulesFile.read(guide, new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyLinkLeadsToAFile(String guide) {
        assertThat(read(guide).links())
                .allSatisfy(link -> assertThat(GUIDES.resolve(link)).exists());
    }

    @Test
    void statementsOfJavaCompile() throws IOException {
        compiles("""
                class Snippets {
                    void choosingLimits(Connection connection) throws Exception {
                        %s
                    }
                    void override(Connection connection) throws Exception {
                        %s
                    }
                    void observe(DataSource dataSource) {
                        %s
                    }
                    void rotateEverything(Connection connection) {}
                    void alert(GuardEvent.Kind kind, String text) {}
                }
                """.formatted(java("choosing-limits.md"), java("override-runbook.md"), java("observability.md")));
    }

    @Test
    void theTestWithTheExtensionCompiles() throws IOException {
        compiles(java("ci.md") + """
                class TokenService {
                    TokenService(DataSource dataSource) {}
                    void rename(long id, String name) {}
                    void save(long id, String token) {}
                }
                """);
    }

    private static String java(String guide) {
        return read(guide).blocks("java").get(0);
    }

    private static Readme read(String guide) {
        return Readme.read("docs/guides/" + guide);
    }

    private void compiles(String java) throws IOException {
        Path source = Files.writeString(directory.resolve("Snippets.java"), IMPORTS + java);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                directory.toString(),
                                source.toString()))
                .isZero();
    }
}
