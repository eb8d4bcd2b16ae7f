package io.writeguard.driver.mode;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
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
    private static final Set<Object> GUARDS = new HashSet<>();

    private static final ModeControl CONTROL = new ModeControl();

    private ModeControl() {}

    /**
     * Makes the mode visible to JMX. A guard works without.
     *
     * @return to be run once when the guard has ended; does not lead to the guard
     */
    public static Runnable openedGuard() {
        Object guard = new Object();
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

    private static void ended(Object guard) {
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
    public void setMode(String mode) {
        Mode named = Mode.of(mode).orElseThrow(() -> new IllegalArgumentException("expected enforce, warn or off"));
        System.setProperty(ModeSetting.PROPERTY, named.toString());
    }
}
