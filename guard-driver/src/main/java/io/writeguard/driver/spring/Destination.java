package io.writeguard.driver.spring;

import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteGuardDataSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** Tells where a DataSource leads, as far as that shows without opening a connection. */
final class Destination {

    private Destination() {}

    /** Whether a guard stands in front of, inside or behind it. */
    static boolean isGuarded(DataSource dataSource) {
        if (WriteGuard.isGuarded(dataSource)) {
            return true;
        }
        Collection<DataSource> targets = targets(dataSource);
        return targets.isEmpty()
                ? url(dataSource).filter(WriteGuardDataSource::isGuardedUrl).isPresent()
                : targets.stream().allMatch(Destination::isGuarded);
    }

    /** Whether its URL names another database than PostgreSQL. */
    static boolean isElsewhere(DataSource dataSource) {
        return url(dataSource)
                .filter(url -> !WriteGuardDataSource.acceptsUrl(url))
                .isPresent();
    }

    private static Collection<DataSource> targets(DataSource dataSource) {
        if (GuardingPostProcessor.HIKARI && HikariPool.inside(dataSource) != null) {
            return List.of(HikariPool.inside(dataSource));
        }
        if (dataSource instanceof DelegatingDataSource proxy && proxy.getTargetDataSource() != null) {
            return List.of(proxy.getTargetDataSource());
        }
        return dataSource instanceof AbstractRoutingDataSource routing
                ? routing.getResolvedDataSources().values()
                : List.of();
    }

    /** Pools call it one or the other. */
    private static Optional<String> url(DataSource dataSource) {
        BeanWrapper bean = new BeanWrapperImpl(dataSource);
        for (String property : new String[] {"jdbcUrl", "url"}) {
            if (bean.isReadableProperty(property) && bean.getPropertyValue(property) instanceof String url) {
                return Optional.of(url);
            }
        }
        return Optional.empty();
    }
}
