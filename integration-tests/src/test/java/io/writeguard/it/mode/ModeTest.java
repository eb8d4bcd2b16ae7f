package io.writeguard.it.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.it.TestDatabase;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModeTest {

    private static final String PROPERTY = "writeguard.mode";
    private static final String RULES = "version: 1\ntables:\n  users: {secret-columns: [token]}\n";
    private static final String LOSS = "update users set token = null";
    private static final String LIVE = "select count(token) from users";

    private final TestDatabase database =
            TestDatabase.with("create table users(id int primary key, token text, seen int default 0);"
                    + "insert into users select i, 'token-' || i from generate_series(1, 100) i");
    private final List<GuardEvent.Kind> raised = new CopyOnWriteArrayList<>();
    private DataSource guarded;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        guarded = WriteGuard.builder()
                .dataSource(database.pool())
                .rules(database.rules(RULES))
                .listener(event -> raised.add(event.kind()))
                .build()
                .dataSource();
        connection = guarded.getConnection();
    }

    @AfterEach
    void reset() throws SQLException {
        System.clearProperty(PROPERTY);
        connection.close();
        database.close();
    }

    private static void mode(String mode) throws InterruptedException {
        System.setProperty(PROPERTY, mode);
        follow();
    }

    /** A mode holds after a second at the latest. */
    private static void follow() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(1050);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void warnReportsAndLetsThrough() throws Exception {
        mode("warn");
        execute(LOSS);
        execute("update users set token = '' where id = 1");
        execute("do $$ begin update users set seen = seen + 1, token = null; end $$");

        assertThat(database.live(LIVE + " where token <> ''")).isZero();
        assertThat(raised)
                .startsWith(GuardEvent.Kind.MODE_CHANGED, GuardEvent.Kind.WARNED)
                .doesNotContain(GuardEvent.Kind.REJECTED);
    }

    @Test
    void warnLetsThroughInsideATransaction() throws Exception {
        mode("warn");
        connection.setAutoCommit(false);
        execute(LOSS);
        connection.commit();

        assertThat(database.live(LIVE)).isZero();
    }

    @Test
    void offJudgesNothing() throws Exception {
        mode("off");
        execute(LOSS);

        assertThat(database.live(LIVE)).isZero();
        assertThat(raised).containsExactly(GuardEvent.Kind.MODE_CHANGED);
    }

    @Test
    void offStillFollowsTheTransaction() throws Exception {
        connection.setAutoCommit(false);
        execute("update users set token = null where id <= 10");
        mode("off");
        execute("select seen from users");
        execute("rollback");
        mode("enforce");
        execute("update users set token = null where id > 90");
        connection.commit();

        assertThat(database.live(LIVE)).isEqualTo(90);
    }

    @Test
    void enforceHoldsAgainAfterwards() throws Exception {
        mode("off");
        execute("update users set seen = 1");
        mode("enforce");

        assertThatExceptionOfType(WriteRejectedException.class).isThrownBy(() -> execute(LOSS));
        assertThat(database.live(LIVE)).isEqualTo(100);
    }

    @Test
    void textThatNamesNoModeEnforces() throws Exception {
        mode("disabled");

        assertThatExceptionOfType(WriteRejectedException.class).isThrownBy(() -> execute(LOSS));
        assertThat(raised).containsExactly(GuardEvent.Kind.MODE_INVALID, GuardEvent.Kind.REJECTED);
    }

    @Test
    void canBeTurnedOverJmx() throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.writeguard:type=ModeControl");
        assertThat(server.getAttribute(name, "Mode")).isEqualTo("enforce");
        server.setAttribute(name, new Attribute("Mode", "off"));
        follow();
        execute(LOSS);

        assertThat(server.getAttribute(name, "Mode")).isEqualTo("off");
        assertThat(database.live(LIVE)).isZero();
        assertThatThrownBy(() -> server.setAttribute(name, new Attribute("Mode", "none")))
                .isInstanceOf(RuntimeMBeanException.class)
                .hasRootCauseMessage("expected enforce, warn or off");
    }
}
