package io.writeguard.driver.spring;

import io.writeguard.driver.GuardListener;
import io.writeguard.driver.WriteGuard;
import io.writeguard.driver.WriteGuardDataSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;

/**
 * Guards each DataSource bean: a HikariCP pool inside, so that the bean stays what it is; any other from outside. Thread-safe.
 */
final class GuardingPostProcessor implements BeanPostProcessor, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger("io.writeguard.spring");
    static final boolean HIKARI =
            ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource", GuardingPostProcessor.class.getClassLoader());

    private final Optional<String> rules;
    private final List<String> unguarded;
    private final GuardListener listener;
    private final List<Supplier<WriteGuard>> guards = new CopyOnWriteArrayList<>();

    GuardingPostProcessor(Optional<String> rules, List<String> unguarded, ObjectProvider<GuardListener> listeners) {
        this.rules = rules;
        this.unguarded = unguarded;
        this.listener = new ListenerBeans(listeners);
        if (rules.isEmpty()) {
            LOG.info(SpringWording.NOTHING_TO_DO);
        }
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (PrefixedUrl.isIn(bean)) {
            PrefixedUrl.nameDriver(bean);
        } else if (HIKARI && bean instanceof DataSource dataSource && !unguarded.contains(name)) {
            HikariPool.guard(dataSource, rules.isPresent(), this::fromUrl)
                    .ifPresent(guarded -> guardedFrom(name, guarded::guard));
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (rules.isEmpty()
                || !(bean instanceof DataSource dataSource)
                || unguarded.contains(name)
                || Destination.isGuarded(dataSource)) {
            return bean;
        }
        if (Destination.isElsewhere(dataSource)) {
            LOG.info(SpringWording.notPostgres(name));
            return bean;
        }
        WriteGuard guard = WriteGuard.builder()
                .dataSource(dataSource)
                .rules(rules.get())
                .listener(listener)
                .build();
        guardedFrom(name, () -> guard);
        return guard.dataSource();
    }

    /** The guards of all DataSources so far. */
    Collection<WriteGuard> guards() {
        return guards.stream().map(Supplier::get).toList();
    }

    @Override
    public void destroy() {
        guards().forEach(WriteGuard::close);
    }

    private WriteGuardDataSource fromUrl(String url) {
        WriteGuardDataSource guarded = new WriteGuardDataSource();
        guarded.setUrl(url);
        rules.ifPresent(guarded::setRules);
        guarded.addListener(listener);
        return guarded;
    }

    private void guardedFrom(String name, Supplier<WriteGuard> guard) {
        guards.add(guard);
        LOG.info(SpringWording.guarded(name));
    }
}
