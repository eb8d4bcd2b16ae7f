package io.writeguard.driver.spring;

import com.zaxxer.hikari.HikariDataSource;
import io.writeguard.driver.WriteGuardDataSource;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** Puts the guard inside a HikariCP pool that has been set up and not started yet. */
final class HikariPool {

    private HikariPool() {}

    /**
     * @param rules whether there are rules for all DataSources; else only a URL with the guard's prefix is guarded
     * @param guarded makes a guarded DataSource of a URL
     * @return what stands inside the pool now; empty where the bean is no such pool, or not one to PostgreSQL
     */
    static Optional<WriteGuardDataSource> guard(
            DataSource bean, boolean rules, Function<String, WriteGuardDataSource> guarded) {
        if (!(bean instanceof HikariDataSource pool)
                || pool.getDataSource() != null
                || !WriteGuardDataSource.acceptsUrl(pool.getJdbcUrl())
                || !(rules || WriteGuardDataSource.isGuardedUrl(pool.getJdbcUrl()))) {
            return Optional.empty();
        }
        WriteGuardDataSource inside = guarded.apply(pool.getJdbcUrl());
        pool.getDataSourceProperties().forEach((name, value) -> inside.setProperty(name.toString(), value.toString()));
        if (pool.getUsername() != null) {
            inside.setUser(pool.getUsername());
        }
        if (pool.getPassword() != null) {
            inside.setPassword(pool.getPassword());
        }
        pool.setDataSource(inside);
        return Optional.of(inside);
    }

    /** What the pool opens connections from; null for one that has a URL, and for any other DataSource. */
    static DataSource inside(DataSource bean) {
        return bean instanceof HikariDataSource pool ? pool.getDataSource() : null;
    }
}
