package io.writeguard.it.redeploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.MovableClock;
import io.writeguard.it.TestDatabase;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class GuardsThatComeAndGoTest {

    private static final int ATTEMPTS = 100;

    private TestDatabase database;
    private Path rules;

    @BeforeEach
    void open() {
        database = TestDatabase.with("create table users (id int primary key, token text);"
                + " insert into users select i, 'secret-' || i from generate_series(1, 100) i");
        rules = database.rules("version: 1\ntables: {users: {secret-columns: [token]}}");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void lossesCountForAGuardThatComesAfterTheLastOneIsGone() throws Exception {
        MovableClock clock = new MovableClock();
        loseTen(clock);
        awaitCollection(new WeakReference<>(new Object()));
        WriteGuard next = guard(clock);

        assertThatExceptionOfType(WriteRejectedException.class)
                .isThrownBy(() -> execute(next.dataSource(), "delete from users where id = 11"));
    }

    @Test
    void nothingIsKeptOfADatabaseOneWindowAfterItsLastUse() throws Exception {
        WeakReference<Clock> kept = loseTenAndLetTheWindowPass();
        awaitCollection(new WeakReference<>(new Object()));
        execute(guard(new MovableClock()).dataSource(), "select 1");

        assertThat(awaitCollection(kept)).isTrue();
    }

    @Test
    void anOverrideHoldsThoughNoConnectionOfItsGuardIsOpen() throws Exception {
        String url = database.guardedUrl(rules);
        try (var override = opened(url)) {
            assertThat(override).isNotNull();
            awaitCollection(new WeakReference<>(new Object()));
            try (Connection connection = DriverManager.getConnection(url)) {
                execute(connection, "delete from users");
            }
        }
        assertThat(database.live("select count(*) from users")).isZero();
    }

    @Test
    void aClosedDataSourceHandsOutNothingAndWhatIsOpenStaysGuarded() throws Exception {
        WriteGuard guard = guard(new MovableClock());
        DataSource guarded = guard.dataSource();
        try (Connection connection = guarded.getConnection()) {
            ((AutoCloseable) guarded).close();
            guard.close();

            assertThatThrownBy(guarded::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessage("this guarded DataSource has been closed");
            assertThatExceptionOfType(WriteRejectedException.class)
                    .isThrownBy(() -> execute(connection, "delete from users"));
        }
    }

    private AutoCloseable opened(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return WriteGuard.of(connection).override("INC-1", Duration.ofMinutes(10));
        }
    }

    private WeakReference<Clock> loseTenAndLetTheWindowPass() throws SQLException {
        MovableClock clock = new MovableClock();
        loseTen(clock);
        clock.pass(Duration.ofHours(24));
        return new WeakReference<>(clock);
    }

    private void loseTen(Clock clock) throws SQLException {
        try (WriteGuard guard = guard(clock)) {
            execute(guard.dataSource(), "delete from users where id <= 10");
        }
    }

    private WriteGuard guard(Clock clock) {
        PGSimpleDataSource inner = new PGSimpleDataSource();
        inner.setUrl(database.url());
        return WriteGuard.builder().dataSource(inner).rules(rules).clock(clock).build();
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean awaitCollection(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < ATTEMPTS && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return reference.get() == null;
    }
}
