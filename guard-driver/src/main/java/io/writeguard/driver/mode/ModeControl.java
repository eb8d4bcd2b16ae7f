package io.writeguard.driver.mode;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mode over JMX: a front for the system property, so that there is one truth for all guards of the JVM. Stands as long
 * as there is a guard. Thread-safe.
 */
public final class ModeControl implements ModeControlMBean {

    private static final Logger LOG = LoggerFactory.getLogger("io.writeguard");
    private static final String NAME = "io.writeguard:type=ModeControl";

    /** One for each guard; also the lock. */
    private static final Set<Guard> GUARDS = new HashSet<>();

    /** No record: each is another. */
    private static final class Guard {
        private final Consumer<String> reset;

        Guard(Consumer<String> reset) {
            this.reset = reset;
        }
    }

    private static final ModeControl CONTROL = new ModeControl();

    private ModeControl() {}

    /**
     * Makes the mode visible to JMX. A guard works without.
     *
     * @param reset empties the guard's windows, for the reason given; must not lead to the guard
     * @return to be run once when the guard has ended; does not lead to the guard
     */
    public static Runnable openedGuard(Consumer<String> reset) {
        Guard guard = new Guard(reset);
        synchronized (GUARDS) {
            GUARDS.add(guard);
        }
        stand();
        return () -> ended(guard);
    }

    /** Takes the name again that another application of the JVM has given back, as long as there is a guard. */
    static void stand() {
        synchronized (GUARDS) {
            if (GUARDS.isEmpty()) {
                return;
            }
            try {
                MBeanServer server = ManagementFactory.getPlatformMBeanServer();
                ObjectName name = new ObjectName(NAME);
                if (!server.isRegistered(name)) {
                    server.registerMBean(CONTROL, name);
                }
            } catch (InstanceAlreadyExistsException registeredMeanwhile) {
                LOG.debug("{} stands already", NAME);
            } catch (JMException | SecurityException refused) {
                LOG.warn("the mode can't be set over JMX", refused);
            }
        }
    }

    private static void ended(Guard guard) {
        synchronized (GUARDS) {
            if (!GUARDS.remove(guard) || !GUARDS.isEmpty()) {
                return;
            }
            try {
                MBeanServer server = ManagementFactory.getPlatformMBeanServer();
                ObjectName name = new ObjectName(NAME);
                ClassLoader registeredBy = server.getClassLoaderFor(name);
                if (registeredBy == ModeControl.class.getClassLoader()) {
                    server.unregisterMBean(name);
                }
            } catch (InstanceNotFoundException goneAlready) {
                LOG.debug("{} does not stand", NAME);
            } catch (JMException | SecurityException refused) {
                LOG.warn("the mode can't be taken out of JMX", refused);
            }
        }
    }

    @Override
    public String getMode() {
        return Mode.of(ModeSetting.read()).orElse(Mode.ENFORCE).toString();
    }

    @Override
    public void resetBudgets(String reason) {
        List<Guard> guards;
        synchronized (GUARDS) {
            guards = List.copyOf(GUARDS);
        }
        List<RuntimeException> failures = new ArrayList<>();
        for (Guard guard : guards) {
            try {
                guard.reset.accept(reason);
            } catch (IllegalStateException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    @Override
    public void setMode(String mode) {
        Mode named = Mode.of(mode).orElseThrow(() -> new IllegalArgumentException("expected enforce, warn or off"));
        System.setProperty(ModeSetting.PROPERTY, named.toString());
    }
}
