package io.writeguard.it.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteGuardXADataSource;
import io.writeguard.driver.WriteRejectedException;
import io.writeguard.it.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.jdbc.PgConnection;

/** Distributed transactions, and pools that ask for pooled connections. 100 users, of whom 10 may lose their token. */
class XaTest {

    /** The gid of a prepared transaction is one for the whole server. */
    private record Branch(String id) implements Xid {
        Branch(int number) {
            this(number + " of " + UUID.randomUUID());
        }

        @Override
        public int getFormatId() {
            return 1;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return id.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {1};
        }
    }

    private final TestDatabase database = TestDatabase.with("create table users (id int primary key, token text);"
            + "insert into users select n, 'secret-of-' || n from generate_series(1, 100) n");
    private final WriteGuardXADataSource source = source();

    private WriteGuardXADataSource source() {
        WriteGuardXADataSource made = new WriteGuardXADataSource();
        made.setUrl(database.url());
        made.setRules(database.rules(Twins.RULES).toString());
        return made;
    }

    @AfterEach
    void close() {
        database.close();
    }

    private long left() {
        return Long.parseLong(database.text("select count(token)::text from users"));
    }

    private static int clear(Connection connection, int from, int to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                    "update users set token = null where id between " + from + " and " + to + " and token is not null");
        }
    }

    @Test
    void preparedBranchesCount() throws Exception {
        XAConnection physical = source.getXAConnection();
        XAResource resource = physical.getXAResource();
        Xid first = new Branch(1);
        Connection connection = physical.getConnection();
        resource.start(first, XAResource.TMNOFLAGS);
        assertThat(clear(connection, 1, 8)).isEqualTo(8);
        resource.end(first, XAResource.TMSUCCESS);
        assertThat(resource.prepare(first)).isEqualTo(XAResource.XA_OK);

        XAConnection another = source.getXAConnection();
        Xid second = new Branch(2);
        another.getXAResource().start(second, XAResource.TMNOFLAGS);
        assertThatThrownBy(() -> clear(another.getConnection(), 20, 25)).isInstanceOf(WriteRejectedException.class);
        another.getXAResource().end(second, XAResource.TMFAIL);
        another.getXAResource().rollback(second);

        resource.commit(first, false);
        assertThat(left()).isEqualTo(92);
        physical.close();
        another.close();
    }

    @Test
    void whatABranchRollsBackIsGivenBack() throws Exception {
        XAConnection physical = source.getXAConnection();
        XAResource resource = physical.getXAResource();
        for (int round = 1; round <= 3; round++) {
            Xid branch = new Branch(round);
            resource.start(branch, XAResource.TMNOFLAGS);
            assertThat(clear(physical.getConnection(), 1, 9)).isEqualTo(9);
            resource.end(branch, XAResource.TMSUCCESS);
            resource.rollback(branch);
        }
        assertThat(left()).isEqualTo(100);
        physical.close();
    }

    @Test
    void onePhase() throws Exception {
        XAConnection physical = source.getXAConnection();
        XAResource resource = physical.getXAResource();
        Xid branch = new Branch(1);
        resource.start(branch, XAResource.TMNOFLAGS);
        assertThat(clear(physical.getConnection(), 1, 10)).isEqualTo(10);
        resource.end(branch, XAResource.TMSUCCESS);
        resource.commit(branch, true);
        assertThat(left()).isEqualTo(90);

        Xid tooMuch = new Branch(2);
        resource.start(tooMuch, XAResource.TMNOFLAGS);
        assertThatThrownBy(() -> clear(physical.getConnection(), 11, 11)).isInstanceOf(WriteRejectedException.class);
        resource.end(tooMuch, XAResource.TMFAIL);
        assertThatThrownBy(() -> resource.commit(tooMuch, true)).isInstanceOf(XAException.class);
        assertThat(left()).isEqualTo(90);
        physical.close();
    }

    @Test
    void pooledConnections() throws Exception {
        PooledConnection pooled = source.getPooledConnection();
        try (Connection connection = pooled.getConnection()) {
            assertThatThrownBy(() -> clear(connection, 1, 100)).isInstanceOf(WriteRejectedException.class);
            assertThat(clear(connection, 1, 10)).isEqualTo(10);
        }
        try (Connection connection = pooled.getConnection()) {
            assertThat(connection.isWrapperFor(PgConnection.class)).isFalse();
            assertThat(WriteGuard.of(connection)).isSameAs(source.guard());
            assertThatThrownBy(() -> clear(connection, 11, 12)).isInstanceOf(WriteRejectedException.class);
        }
        pooled.close();
        assertThat(left()).isEqualTo(90);
    }
}
