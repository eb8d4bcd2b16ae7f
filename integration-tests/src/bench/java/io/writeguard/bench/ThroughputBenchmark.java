package io.writeguard.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
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
import org.openjdk.jmh.annotations.Threads;
import org.postgresql.ds.PGSimpleDataSource;

/** 16 threads over one pool: reads, writes to what is not guarded, and one in a hundred that is. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(16)
public class ThroughputBenchmark {

    private static final int USERS = 100_000;

    @Param({"RAW", "GUARD", "DATASOURCE_PROXY", "P6SPY"})
    public Peer peer;

    private Target target;
    private HikariDataSource pool;

    @Setup
    public void open() {
        target = Target.with(USERS);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(target.url());
        HikariConfig config = new HikariConfig();
        config.setDataSource(peer.over(source, target.rules()));
        config.setMaximumPoolSize(16);
        pool = new HikariDataSource(config);
    }

    @TearDown
    public void close() {
        pool.close();
        target.close();
    }

    @Benchmark
    public long mixed() throws SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long id = random.nextLong(1, USERS);
        int dice = random.nextInt(100);
        try (Connection connection = pool.getConnection()) {
            if (dice == 0) {
                return rotate(connection, id, "a-new-secret-" + random.nextLong());
            }
            return dice < 20 ? rename(connection, id) : read(connection, id);
        }
    }

    private static long rotate(Connection connection, long id, String token) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update users set token = ? where id = ?")) {
            statement.setString(1, token);
            statement.setLong(2, id);
            return statement.executeUpdate();
        }
    }

    private static long rename(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update audit set actor = ? where id = ?")) {
            statement.setString(1, "somebody");
            statement.setLong(2, id);
            return statement.executeUpdate();
        }
    }

    private static long read(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select name from users where id = ?")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1).length() : 0;
            }
        }
    }
}
