package io.writeguard.driver.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.writeguard.driver.GuardListener;
import io.writeguard.driver.micrometer.GuardMetrics;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Guards every DataSource of the application to PostgreSQL, where a rules file is found: at {@code writeguard.rules}, else
 * where the guard looks by itself. Every bean of type {@link GuardListener} hears the events. Off by {@code
 * writeguard.enabled=false}.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(DelegatingDataSource.class)
@ConditionalOnProperty(name = "writeguard.enabled", matchIfMissing = true)
public class WriteGuardAutoConfiguration {

    private static final String UNGUARDED = "writeguard.unguarded-beans";

    /** What guards DataSources as they are made, and knows the guards. */
    @Bean
    static GuardingPostProcessor writeGuardPostProcessor(
            Environment environment, ObjectProvider<GuardListener> listeners) {
        return new GuardingPostProcessor(
                RulesProperty.find(environment),
                List.of(environment.getProperty(UNGUARDED, String[].class, new String[0])),
                listeners);
    }

    /** Meters, where the application has Micrometer. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Meters {

        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        @ConditionalOnMissingBean
        GuardMetrics writeGuardMetrics(MeterRegistry registry, GuardingPostProcessor guards) {
            return new GuardMetrics(registry, guards::guards);
        }
    }

    /** A health contribution, where the application has Spring Boot's actuator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class Health {

        @Bean
        @ConditionalOnMissingBean(name = "writeGuardHealthIndicator")
        HealthIndicator writeGuardHealthIndicator(GuardingPostProcessor guards) {
            return new GuardHealth(guards);
        }
    }
}
