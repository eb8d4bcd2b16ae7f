package io.writeguard.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.jdbc.GuardedProxyFactory;
import io.writeguard.driver.session.SessionFactory;
import io.writeguard.it.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryListenerTest {

    private TestDatabase database;
    private WatchingSession session;

    @BeforeEach
    void open() {
        database = TestDatabase.with("create table guarded (id int)");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static final class Listener implements QueryExecutionListener {

        private final List<String> heard = new ArrayList<>();

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            heard.add("before " + queries.get(0).getQuery());
        }

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            heard.add("after: batch of " + execution.getBatchSize() + ", success " + execution.isSuccess());
        }
    }

    private ProxyDataSourceBuilder builder() {
        SessionFactory sessions = raw -> {
            session = new WatchingSession(raw);
            return session;
        };
        return ProxyDataSourceBuilder.create(database.pool()).jdbcProxyFactory(new GuardedProxyFactory(sessions));
    }

    @Test
    void aListenerHearsWhatIsSubmittedAndHowItEnded() throws SQLException {
        Listener listener = new Listener();
        DataSource dataSource = builder().listener(listener).build();

        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into guarded values (?)")) {
            addTwo(insert);
            insert.executeBatch();
            addTwo(insert);
            session.refuses = true;
            assertThatThrownBy(insert::executeBatch).hasMessageStartingWith("refused");
        }

        assertThat(listener.heard)
                .containsExactly(
                        "before insert into guarded values (?)",
                        "after: batch of 2, success true",
                        "before insert into guarded values (?)",
                        "after: batch of 2, success false");
        assertThat(database.live("select count(*) from guarded")).isEqualTo(2);
    }

    private static void addTwo(PreparedStatement insert) throws SQLException {
        for (int id = 1; id <= 2; id++) {
            insert.setInt(1, id);
            insert.addBatch();
        }
    }

    @Test
    void whereNobodyListensNoProxyStandsInBetween() throws SQLException {
        try (Connection connection = builder().build().getConnection()) {
            assertThat(connection).isNotInstanceOf(ProxyJdbcObject.class);
            connection.prepareStatement("select 1").execute();
        }
        assertThat(session.submissions).hasSize(1);
    }

    @Test
    void aSessionThatDoesNotOpenGivesItsConnectionBack() {
        SessionFactory failing = raw -> {
            throw new SQLException("no rules");
        };
        var pool = database.pool();
        DataSource dataSource = ProxyDataSourceBuilder.create(pool)
                .jdbcProxyFactory(new GuardedProxyFactory(failing))
                .build();

        assertThatThrownBy(dataSource::getConnection)
                .isExactlyInstanceOf(SQLException.class)
                .hasMessage("no rules");
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
}
