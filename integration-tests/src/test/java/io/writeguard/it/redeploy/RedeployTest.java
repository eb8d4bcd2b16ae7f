package io.writeguard.it.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.writeguard.it.TestDatabase;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.management.ObjectName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeployTest {

    private static final int ATTEMPTS = 100;

    @ParameterizedTest
    @CsvSource({"process, true", "process, false", "database, true", "database, false"})
    void nothingHoldsTheClassLoaderOfAnApplicationThatIsStopped(String budget, boolean close) throws Exception {
        ObjectName modeControl = new ObjectName("io.writeguard:type=ModeControl");
        var server = ManagementFactory.getPlatformMBeanServer();
        if (server.isRegistered(modeControl)) {
            server.unregisterMBean(modeControl);
        }
        try (TestDatabase database = TestDatabase.with(
                "CREATE TABLE strict (id int PRIMARY KEY, token text); CREATE TABLE lenient (LIKE strict INCLUDING ALL)")) {
            Path rules = database.rules("""
                    version: 1
                    defaults: {mass-invalidation: {budget: %s}}
                    overrides: {allow-sql: true}
                    tables:
                      strict: {secret-columns: [token]}
                      lenient: {action: warn, secret-columns: [token]}
                    """.formatted(budget));
            Map<String, String> settings = new HashMap<>();
            settings.put("url", database.url());
            settings.put("guardedUrl", database.guardedUrl(rules));
            settings.put("rules", rules.toString());
            if (close) {
                settings.put("close", "");
            }

            WeakReference<ClassLoader> loader = deployAndStop(settings);

            assertThat(collected(loader)).isTrue();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("writeguard"));
        }
    }

    @SuppressWarnings("unchecked")
    private static WeakReference<ClassLoader> deployAndStop(Map<String, String> settings) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (ApplicationLoader loader = new ApplicationLoader()) {
            thread.setContextClassLoader(loader);
            Class<?> application = loader.loadClass(Application.class.getName());
            assertThat(application).isNotEqualTo(Application.class);
            ((Consumer<Map<String, String>>)
                            application.getDeclaredConstructor().newInstance())
                    .accept(settings);
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Within some seconds: a thread that has nothing to do any more ends after one. */
    private static boolean collected(WeakReference<ClassLoader> loader) throws InterruptedException {
        for (int i = 0; i < ATTEMPTS && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return loader.get() == null;
    }
}
