package io.writeguard.driver.spring;

import io.writeguard.driver.WriteGuard;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * What somebody who looks at the application's health wants to know of the guard. Always up: taking an application out of
 * service because a write of it was refused would be the greater harm.
 */
final class GuardHealth implements HealthIndicator {

    private final GuardingPostProcessor guards;

    GuardHealth(GuardingPostProcessor guards) {
        this.guards = guards;
    }

    @Override
    public Health health() {
        Health.Builder health =
                Health.up().withDetail("dataSources", guards.guards().size());
        guards.guards().stream().findFirst().map(WriteGuard::mode).ifPresent(mode -> health.withDetail("mode", mode));
        return health.build();
    }
}
