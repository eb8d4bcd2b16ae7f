package io.writeguard.driver;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the JDK remembers of records. Java 17 keeps the types of the record whose {@code equals} or {@code hashCode} was
 * linked last ({@code MethodHandle.asTypeCache} of the handles in {@code ObjectMethods}), and with them the class loader of
 * an application that has been stopped.
 */
final class LinkedRecords implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("io.writeguard");

    /** Makes it keep a type of its own instead. */
    @Override
    public void run() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle component = lookup.findVirtual(String.class, "toString", MethodType.methodType(String.class));
            link("hashCode", MethodType.methodType(int.class, String.class), component);
            link("equals", MethodType.methodType(boolean.class, String.class, Object.class), component);
        } catch (Throwable otherJdk) {
            LOG.debug("nothing of records is let go of", otherJdk);
        }
    }

    private static void link(String method, MethodType type, MethodHandle component) throws Throwable {
        Object unused =
                ObjectMethods.bootstrap(MethodHandles.lookup(), method, type, String.class, "component", component);
    }
}
