package io.writeguard.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.driver.WriteGuard;
import io.writeguard.it.TestDatabase;
import io.writeguard.rules.Rule;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer that is a module, in a JVM with a module path and no class path. */
class ModulePathTest {

    private static final List<String> LIBRARIES = List.of(
            "datasource-proxy", "jsqlparser", "snakeyaml-engine", "caffeine", "re2j", "slf4j-api", "postgresql-4");

    private static final String MODULE = """
            module consumer {
                requires java.sql;
                requires io.writeguard.driver;
            }
            """;

    private static final String MAIN = """
            package consumer;

            import io.writeguard.driver.WriteRejectedException;
            import java.sql.*;

            public class Main {
                public static void main(String[] arguments) throws SQLException {
                    try (Connection connection = DriverManager.getConnection(arguments[0]);
                            Statement statement = connection.createStatement()) {
                        statement.execute("update tokens set label = 'x'");
                        statement.execute("update tokens set secret = ''");
                    } catch (WriteRejectedException refused) {
                        System.out.println("refused by " + refused.ruleId() + " in " + Main.class.getModule());
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    @Test
    void aModuleConnectsByUrl() throws IOException, InterruptedException {
        Path sources = Files.createDirectories(directory.resolve("sources/consumer"));
        Path module = Files.writeString(sources.resolveSibling("module-info.java"), MODULE);
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        String modulePath = modulePath();
        Path classes = directory.resolve("classes");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "--module-path",
                                modulePath,
                                "-d",
                                classes.toString(),
                                module.toString(),
                                main.toString()))
                .isZero();
        try (TestDatabase database = TestDatabase.with(Token.SCHEMA)) {
            assertThat(run(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--module-path",
                            modulePath + File.pathSeparator + classes,
                            "--add-modules",
                            "ALL-MODULE-PATH",
                            "--add-exports",
                            "org.snakeyaml.engine/org.snakeyaml.engine.v2.api.lowlevel=io.writeguard.rules",
                            "--module",
                            "consumer/consumer.Main",
                            database.guardedUrl(database.rules(Token.RULES))))
                    .contains("refused by empty-secret in module consumer");
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    private String modulePath() throws IOException {
        Stream<Path> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(ModulePathTest::isLibrary);
        return Stream.concat(Stream.of(own(Rule.class, "rules"), own(WriteGuard.class, "driver")), libraries)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isLibrary(Path entry) {
        return LIBRARIES.stream()
                .anyMatch(name -> entry.getFileName().toString().startsWith(name));
    }

    /** The module's jar; where Maven hands out its classes instead, a jar of those, which is named as the module. */
    private Path own(Class<?> member, String module) throws IOException {
        Path entry = Path.of(URI.create(
                member.getProtectionDomain().getCodeSource().getLocation().toString()));
        if (!Files.isDirectory(entry)) {
            return entry;
        }
        Path jar = directory.resolve("io.writeguard." + module + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out);
                Stream<Path> files = Files.walk(entry)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(entry.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
            }
        }
        return jar;
    }
}
