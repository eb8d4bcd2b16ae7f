package io.writeguard.it.frameworks.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.writeguard.it.Readme;
import io.writeguard.it.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/** "Spring Boot in ten minutes", followed literally: an empty service, the files of the guide, and what it promises. */
class GuideTest {

    private final Readme guide = Readme.read("docs/guides/spring-boot.md");

    @TempDir
    private Path service;

    @Test
    void theStepsEndWithARefusedIncidentAndAMetricThatCountedIt() throws Exception {
        Path resources = Files.createDirectories(service.resolve("src/main/resources"));
        Files.writeString(
                resources.resolve("writeguard.yaml"), guide.blocks("yaml").get(0));
        Files.writeString(
                resources.resolve("application.properties"),
                guide.blocks("properties").get(0));
        compile(guide.blocks("java").get(0), resources);

        try (TestDatabase database = TestDatabase.with("""
                        create table users (id int primary key, name text, github_access_token text);
                        insert into users select n, 'user ' || n, 'token-of-user-' || n from generate_series(1, 1000) n
                        """);
                URLClassLoader classes = new URLClassLoader(
                        new URL[] {resources.toUri().toURL()}, getClass().getClassLoader());
                ConfigurableApplicationContext context = start(classes, database)) {
            Object application = context.getBean(classes.loadClass("com.example.Service"));
            Object answer = application.getClass().getMethod("expireTokens").invoke(application);

            assertThat(answer.toString()).startsWith(guide.blocks("text").get(0));
            assertThat(database.live("select count(github_access_token) from users"))
                    .isEqualTo(1000);
            assertThat(guide.blocks("text").get(1))
                    .isEqualTo("writeguard.events{kind=rejected, rule=mass-invalidation,"
                            + " db.collection.name=public.users}");
            assertThat(context.getBean(MeterRegistry.class)
                            .get("writeguard.events")
                            .tags("kind", "rejected", "rule", "mass-invalidation", "db.collection.name", "public.users")
                            .counter()
                            .count())
                    .isEqualTo(1);
        }
    }

    /** The service as its main method would start it, in a JVM that has its class path; the address is the test's. */
    private static ConfigurableApplicationContext start(ClassLoader classes, TestDatabase database)
            throws ClassNotFoundException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return new SpringApplicationBuilder(
                            new DefaultResourceLoader(classes), classes.loadClass("com.example.Service"))
                    .web(WebApplicationType.NONE)
                    .run(
                            "--spring.datasource.url=" + database.url(),
                            "--spring.datasource.username=",
                            "--spring.datasource.password=",
                            "--spring.main.banner-mode=off");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void compile(String java, Path classes) throws IOException {
        Path source = Files.writeString(service.resolve("Service.java"), java);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                source.toString()))
                .isZero();
    }
}
