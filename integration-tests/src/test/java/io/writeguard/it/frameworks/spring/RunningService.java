package io.writeguard.it.frameworks.spring;

import io.writeguard.it.TestDatabase;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application at its first use, for all tests of the run; hands its beans and its database to them. */
public final class RunningService implements ParameterResolver {

    private static final String RULES = """
            version: 1
            defaults: {mass-invalidation: {threshold-ratio: 10%, minimum-rows: 10}}
            tables:
              users: {version-columns: [version], secret-columns: [github_access_token]}
              partners: {secret-columns: [client_secret]}
              partner_keys:
                mass-invalidation: {check: commit}
                secret-columns: [api_key]
            """;

    private static final String SCHEMA = """
            create table users (id bigint generated always as identity primary key, version int not null, name text,
              github_access_token text);
            create table partners (id bigint generated always as identity primary key, version int not null, name text,
              client_secret text);
            create table partner_keys (partner bigint not null references partners, position int not null, label text,
              api_key text, primary key (partner, position));
            """;

    private record Service(TestDatabase database, ConfigurableApplicationContext context) implements AutoCloseable {

        static Service start() {
            TestDatabase database = TestDatabase.with(SCHEMA);
            return new Service(
                    database,
                    new SpringApplicationBuilder(ServiceApplication.class)
                            .web(WebApplicationType.NONE)
                            .properties(
                                    "spring.datasource.url=" + database.url(),
                                    "writeguard.rules=" + database.rules(RULES),
                                    "spring.datasource.hikari.minimum-idle=0",
                                    "spring.datasource.hikari.data-source-properties.reWriteBatchedInserts=true",
                                    "spring.jpa.properties.hibernate.jdbc.batch_size=50",
                                    "spring.jpa.open-in-view=false",
                                    "spring.flyway.enabled=false",
                                    "spring.liquibase.enabled=false",
                                    "spring.main.banner-mode=off",
                                    "logging.level.root=warn")
                            .run());
        }

        @Override
        public void close() {
            context.close();
            database.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return true;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Service service = test.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Service.class, first -> Service.start(), Service.class);
        Class<?> type = parameter.getParameter().getType();
        return type == TestDatabase.class
                ? service.database()
                : service.context().getBean(type);
    }
}
