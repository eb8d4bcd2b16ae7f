package io.writeguard.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.printed.Secrets;
import io.writeguard.rules.Rule;
import io.writeguard.rules.check.Violation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a message offers works: the safe statement passes, and so does the write itself under the override line. */
class MessagesTest {

    private static final String RULES = """
            version: 1
            tables:
              users:
                reason: "nobody can type them in again"
                stale-clear: 60s
                secret-columns:
                  token: {format: "tok_[a-z0-9]{8,}"}
            """;

    private static final String SETUP = """
            CREATE TABLE users (id int PRIMARY KEY, token text, name text);
            INSERT INTO users SELECT n, 'tok_' || lpad(n::text, 8, '0'), 'n' FROM generate_series(1, 100) n;
            """;

    private static final String RENEWED = Secrets.used("tok_renewed00001");

    /**
     * @param before what another transaction does first; may be null
     * @param damage the write that is refused
     * @param safeValues for the safe statement
     */
    record Row(Rule rule, String before, String damage, Object... safeValues) {
        @Override
        public String toString() {
            return rule.id();
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(Rule.EMPTY_SECRET, null, "UPDATE users SET token = '' WHERE id = 1", RENEWED, 1),
                new Row(
                        Rule.PLACEHOLDER_SECRET,
                        null,
                        "UPDATE users SET token = '[REDACTED]' WHERE id = 1",
                        RENEWED,
                        1),
                new Row(Rule.MALFORMED_SECRET, null, "UPDATE users SET token = 'short' WHERE id = 1", RENEWED, 1),
                new Row(
                        Rule.STALE_CLEAR,
                        "UPDATE users SET token = '" + RENEWED + "' WHERE id = 1",
                        "UPDATE users SET token = NULL WHERE id = 1",
                        1,
                        RENEWED),
                new Row(Rule.MASS_INVALIDATION, null, "UPDATE users SET token = NULL", RENEWED, 1),
                new Row(Rule.DESTRUCTIVE_DDL, null, "ALTER TABLE users DROP COLUMN token"),
                new Row(Rule.UNANALYSABLE_WRITE, null, "ALTER TABLE users RENAME TO people", RENEWED, 1));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void offersWhatWorks(Row row, @TempDir Path directory) throws Exception {
        try (GuardUnderTest guarded = GuardUnderTest.with(RULES, SETUP)) {
            if (row.before() != null) {
                assertThat(guarded.run(row.before())).isEqualTo(GuardUnderTest.PASSED);
            }
            Violation violation = refusal(guarded, row);
            assertThat(violation.message())
                    .contains("public.users")
                    .contains(violation.location().file())
                    .contains(violation.safeStatement())
                    .contains(violation.override());
            assertThat(guarded.run(violation.safeStatement(), row.safeValues())).isEqualTo(GuardUnderTest.PASSED);
        }
        try (GuardUnderTest guarded = GuardUnderTest.with(RULES, SETUP)) {
            if (row.before() != null) {
                guarded.run(row.before());
            }
            runUnder(refusal(guarded, row).override(), guarded, row.damage(), directory);
        }
    }

    private static Violation refusal(GuardUnderTest guarded, Row row) {
        WriteRejectedException refused =
                catchThrowableOfType(WriteRejectedException.class, () -> execute(guarded, row.damage()));
        Secrets.searched(refused);
        assertThat(refused.ruleId()).isEqualTo(row.rule().id());
        return refused.violations().get(0);
    }

    private static void execute(GuardUnderTest guarded, String sql) throws SQLException {
        try (Connection connection = guarded.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Compiles the line as it stands in the message, with the write in the place that it names. */
    private static void runUnder(String line, GuardUnderTest guarded, String damage, Path directory) throws Exception {
        Path source = directory.resolve("Overridden.java");
        Files.writeString(source, """
                import io.writeguard.driver.WriteGuard;
                import io.writeguard.rules.Rule;
                import java.time.Duration;
                import java.util.concurrent.Callable;
                public final class Overridden {
                    public static void run(WriteGuard guard, Callable<?> write) throws Exception {
                        %s
                    }
                }
                """.formatted(line.replace("/* this write */", "write.call();")));
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-classpath", System.getProperty("java.class.path"), source.toString());
        assertThat(status).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            loader.loadClass("Overridden")
                    .getMethod("run", WriteGuard.class, Callable.class)
                    .invoke(null, guarded.guard(), (Callable<?>) () -> {
                        execute(guarded, damage);
                        return List.of();
                    });
        }
    }
}
