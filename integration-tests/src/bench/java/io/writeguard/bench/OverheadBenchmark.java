package io.writeguard.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What stands in front of a statement that does nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OverheadBenchmark {

    /** Each row has a secret of its own: the same in several would be no rotation. */
    private static final int ROWS = 1 << 14;

    private static final String AUDIT = "update audit set actor = ?, action = ? where id = ?";
    private static final String ROTATION = "update users set token = ?, name = ? where id = ?";

    @Param({"RAW", "GUARD", "DATASOURCE_PROXY", "P6SPY", "DRUID_WALL", "HIKARI"})
    public Peer peer;

    private Target target;
    private Connection connection;
    private PreparedStatement audit;
    private PreparedStatement rotation;
    private Statement statement;
    private final String[] tokens = new String[ROWS];
    private long count;

    @Setup
    public void open() throws SQLException {
        for (int i = 0; i < ROWS; i++) {
            tokens[i] = "a-new-secret-" + i;
        }
        target = Target.with(1000);
        StubDataSource stub = new StubDataSource();
        stub.setUrl(target.url());
        connection = peer.over(stub, target.rules()).getConnection();
        try (PreparedStatement first = connection.prepareStatement(ROTATION)) {
            bind(first);
            first.executeUpdate();
        }
        StubConnection.stubbing = true;
        audit = connection.prepareStatement(AUDIT);
        rotation = connection.prepareStatement(ROTATION);
        statement = connection.createStatement();
    }

    @TearDown
    public void close() {
        target.close();
    }

    @Benchmark
    public int heldAndExecuted() throws SQLException {
        bind(audit);
        return audit.executeUpdate();
    }

    @Benchmark
    public int preparedEachTime() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(AUDIT)) {
            bind(prepared);
            return prepared.executeUpdate();
        }
    }

    @Benchmark
    public int rotationByKey() throws SQLException {
        bind(rotation);
        return rotation.executeUpdate();
    }

    @Benchmark
    public int adHoc200() throws SQLException {
        return statement.executeUpdate(AdHoc.text(count++, 200));
    }

    @Benchmark
    public int adHoc2000() throws SQLException {
        return statement.executeUpdate(AdHoc.text(count++, 2000));
    }

    @Benchmark
    public int adHocRotation() throws SQLException {
        return statement.executeUpdate(AdHoc.rotation(count++));
    }

    @Benchmark
    public int newShape() throws SQLException {
        return statement.executeUpdate(AdHoc.shape(count++));
    }

    @Benchmark
    public int newGuardedShape() throws SQLException {
        return statement.executeUpdate(AdHoc.guardedShape(count++));
    }

    private void bind(PreparedStatement prepared) throws SQLException {
        int row = (int) count++ & (ROWS - 1);
        prepared.setString(1, tokens[row]);
        prepared.setString(2, "the second value");
        prepared.setLong(3, row);
    }
}
