package io.writeguard.bench;

import com.alibaba.druid.pool.DruidDataSource;
import com.alibaba.druid.wall.WallFilter;
import com.p6spy.engine.spy.P6DataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.writeguard.driver.WriteGuard;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** What may stand in front of the driver. */
public enum Peer {
    RAW("plain pgjdbc"),
    GUARD("Write Guard"),
    DATASOURCE_PROXY("datasource-proxy"),
    P6SPY("P6Spy"),
    DRUID_WALL("Druid WallFilter"),
    HIKARI("HikariCP");

    final String title;

    Peer(String title) {
        this.title = title;
    }

    DataSource over(DataSource inner, Path rules) {
        return switch (this) {
            case RAW -> inner;
            case GUARD -> WriteGuard.wrap(inner, rules);
            case DATASOURCE_PROXY -> ProxyDataSourceBuilder.create(inner).build();
            case P6SPY -> p6spy(inner);
            case DRUID_WALL -> druid(inner);
            case HIKARI -> hikari(inner);
        };
    }

    /** Without its log, which costs more than everything else. */
    private static DataSource p6spy(DataSource inner) {
        System.setProperty("p6spy.config.modulelist", "com.p6spy.engine.spy.P6SpyFactory");
        return new P6DataSource(inner);
    }

    private static DataSource druid(DataSource inner) {
        WallFilter wall = new WallFilter();
        wall.setDbType("postgresql");
        DruidDataSource pool = new DruidDataSource();
        pool.setDriver(new SourceDriver(inner));
        pool.setUrl(SourceDriver.URL);
        pool.setDbType("postgresql");
        pool.setProxyFilters(List.of(wall));
        pool.setTestWhileIdle(false);
        pool.setMaxActive(32);
        return pool;
    }

    private static DataSource hikari(DataSource inner) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(inner);
        config.setMaximumPoolSize(32);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }
}
