package io.writeguard.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.postgresql.ds.PGSimpleDataSource;

/** What a user feels: a real PostgreSQL on loopback, with a million rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoopbackBenchmark {

    private static final int USERS = 1_000_000;
    private static final int BATCH = 1000;

    @Param({"RAW", "GUARD", "DATASOURCE_PROXY", "P6SPY", "DRUID_WALL", "HIKARI"})
    public Peer peer;

    private Target target;
    private Connection connection;
    private PreparedStatement rotation;
    private PreparedStatement clearOne;
    private PreparedStatement clearMany;
    private long next;

    @Setup
    public void open() throws SQLException {
        target = Target.with(USERS);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(target.url());
        DataSource peers = peer.over(source, target.rules());
        connection = peers.getConnection();
        rotation = connection.prepareStatement("update users set token = ? where id = ?");
        clearOne = connection.prepareStatement("update users set token = null where id = ?");
        clearMany = connection.prepareStatement("update users set token = null where grp = ?");
    }

    @TearDown
    public void close() {
        target.close();
    }

    @Benchmark
    public int[] batchOfRotations() throws SQLException {
        for (int i = 0; i < BATCH; i++) {
            rotation.setString(1, "a-new-secret-" + next);
            rotation.setLong(2, row());
            rotation.addBatch();
        }
        return rotation.executeBatch();
    }

    @Benchmark
    public int clearOneByKey() throws SQLException {
        clearOne.setLong(1, row());
        return clearOne.executeUpdate();
    }

    @Benchmark
    public int clearManyByIndex() throws SQLException {
        clearMany.setInt(1, (int) (row() % (USERS / 1000)));
        return clearMany.executeUpdate();
    }

    private long row() {
        return 1 + next++ % USERS;
    }
}
