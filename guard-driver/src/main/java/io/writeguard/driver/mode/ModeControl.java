package io.writeguard.driver.mode;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mode over JMX: a front for the system property, so that there is one truth for all guards of the JVM. */
final class ModeControl implements ModeControlMBean {

    private static final Logger LOG = LoggerFactory.getLogger("io.writeguard");
    private static final String NAME = "io.writeguard:type=ModeControl";

    /** Makes the mode visible to JMX, once for each JVM. A guard works without. */
    static void register() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName name = new ObjectName(NAME);
            if (!server.isRegistered(name)) {
                server.registerMBean(new ModeControl(), name);
            }
        } catch (InstanceAlreadyExistsException registeredMeanwhile) {
            LOG.debug("{} stands already", NAME);
        } catch (JMException | SecurityException refused) {
            LOG.warn("the mode can't be set over JMX", refused);
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
