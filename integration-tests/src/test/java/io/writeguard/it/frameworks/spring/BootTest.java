package io.writeguard.it.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.writeguard.driver.GuardListener;
import io.writeguard.driver.event.GuardEvent;
import io.writeguard.driver.spring.WriteGuardAutoConfiguration;
import io.writeguard.it.TestDatabase;
import io.writeguard.it.frameworks.Refusal;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** The auto-configuration, in contexts with little else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BootTest {

    private static final String RULES = """
            version: 1
            tables:
              users: {secret-columns: [token]}
            """;

    private TestDatabase database;

    @BeforeAll
    void open() {
        database = TestDatabase.with("""
                create table users (id int primary key, token text);
                insert into users select n, 'token-of-user-' || n from generate_series(1, 100) n
                """);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        WriteGuardAutoConfiguration.class
    })
    static class Service {}

    static class Meters {
        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    static class Listener implements GuardListener {
        private final List<GuardEvent.Kind> heard = new ArrayList<>();

        @Override
        public void onEvent(GuardEvent event) {
            heard.add(event.kind());
        }
    }

    /** A DataSource that is no pool, and a proxy in front of it. */
    static class OwnDataSource {
        @Bean
        DataSource plain(org.springframework.core.env.Environment environment) {
            return new SimpleDriverDataSource(new org.postgresql.Driver(), environment.getProperty("own.url"));
        }

        @Bean
        @org.springframework.context.annotation.Primary
        DataSource lazy(@org.springframework.beans.factory.annotation.Qualifier("plain") DataSource plain) {
            return new LazyConnectionDataSourceProxy(plain);
        }
    }

    @Test
    void aPoolIsGuardedInside() {
        try (ConfigurableApplicationContext context = start(url(), rules())) {
            assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
            assertRefuses(context);
        }
    }

    @Test
    void aUrlWithThePrefixNeedsNoDriverClass() {
        try (ConfigurableApplicationContext context =
                start("spring.datasource.url=" + database.guardedUrl(database.rules(RULES)))) {
            assertRefuses(context);
        }
    }

    @Test
    void propertiesOfTheDriverAreHandedOn() {
        try (ConfigurableApplicationContext context =
                start(url(), rules(), "spring.datasource.hikari.data-source-properties.ApplicationName=the-service")) {
            assertThat(context.getBean(JdbcTemplate.class)
                            .queryForObject("select current_setting('application_name')", String.class))
                    .isEqualTo("the-service");
        }
    }

    @Test
    void itCanBeSwitchedOff() {
        try (ConfigurableApplicationContext context = start(url(), rules(), "writeguard.enabled=false")) {
            assertThat(blank(context)).isEqualTo(1);
        }
        try (ConfigurableApplicationContext context = start(url(), rules(), "writeguard.unguarded-beans=dataSource")) {
            assertThat(blank(context)).isEqualTo(1);
        }
    }

    @Test
    void withoutARulesFileNothingIsGuardedUnlessItIsAskedFor() {
        try (ConfigurableApplicationContext context = start(url())) {
            assertThat(blank(context)).isEqualTo(1);
        }
        assertThatThrownBy(() -> start(url(), "writeguard.enabled=true").close())
                .rootCause()
                .hasMessageContaining("there is no rules file");
        assertThatThrownBy(() -> start(url(), "writeguard.rules=classpath:missing.yaml")
                        .getBean(JdbcTemplate.class)
                        .queryForObject("select 1", Integer.class))
                .rootCause()
                .hasMessageContaining("missing.yaml");
    }

    @Test
    void anyOtherDataSourceIsGuardedFromOutside() {
        try (ConfigurableApplicationContext context =
                start(OwnDataSource.class, "own.url=" + database.url(), rules())) {
            assertRefuses(context);
        }
    }

    @Test
    void metersAndListenersHear() {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(
                        Service.class, Meters.class, Listener.class)
                .web(WebApplicationType.NONE)
                .properties(properties(url(), rules()))
                .run()) {
            assertRefuses(context);
            context.getBean(JdbcTemplate.class).update("update users set token = token where id = 2");
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            assertThat(meters.get("writeguard.events")
                            .tag("kind", "rejected")
                            .tag("rule", "empty-secret")
                            .tag("db.collection.name", "public.users")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("writeguard.verdicts")
                            .tag("verdict", "rejected")
                            .timers())
                    .isNotEmpty();
            assertThat(meters.get("writeguard.verdicts")
                            .tag("verdict", "allowed")
                            .timers())
                    .isNotEmpty();
            context.getBean(JdbcTemplate.class).update("update users set token = null where id = 3");
            assertThat(meters.get("writeguard.window.rows")
                            .tag("db.collection.name", "public.users")
                            .tag("column", "token")
                            .tag("state", "lost")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(context.getBean(Listener.class).heard).containsExactly(GuardEvent.Kind.REJECTED);
            assertThat(context.getBean(HealthIndicator.class).health().getStatus())
                    .isEqualTo(Status.UP);
        }
    }

    private static void assertRefuses(ConfigurableApplicationContext context) {
        assertThat(Refusal.rule(DataIntegrityViolationException.class, () -> blank(context)))
                .isEqualTo("empty-secret");
    }

    private static int blank(ConfigurableApplicationContext context) {
        return context.getBean(JdbcTemplate.class).update("update users set token = '' where id = 1");
    }

    private String url() {
        database.execute("update users set token = 'token-of-user-1' where id = 1");
        return "spring.datasource.url=" + database.url();
    }

    private String rules() {
        return "writeguard.rules=" + database.rules(RULES);
    }

    private static ConfigurableApplicationContext start(String... properties) {
        return start(Object.class, properties);
    }

    private static ConfigurableApplicationContext start(Class<?> more, String... properties) {
        return new SpringApplicationBuilder(
                        more == Object.class ? new Class<?>[] {Service.class} : new Class<?>[] {more, Service.class})
                .web(WebApplicationType.NONE)
                .properties(properties(properties))
                .run();
    }

    private static String[] properties(String... own) {
        List<String> all = new ArrayList<>(List.of(own));
        all.add("spring.main.banner-mode=off");
        all.add("spring.main.log-startup-info=false");
        all.add("spring.datasource.hikari.minimum-idle=0");
        return all.toArray(String[]::new);
    }
}
