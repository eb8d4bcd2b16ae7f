package io.writeguard.bench;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A DataSource as a driver, for a pool that takes no other. */
final class SourceDriver implements Driver {

    static final String URL = "jdbc:postgresql:bench";

    private final DataSource source;

    SourceDriver(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        return source.getConnection();
    }

    @Override
    public boolean acceptsURL(String url) {
        return true;
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
