package io.writeguard.it.redeploy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * The class loader of one deployed application: everything of this test's class path anew, but the logging and the
 * PostgreSQL driver, which the container has.
 */
final class ApplicationLoader extends URLClassLoader {

    private static final List<String> OF_THE_CONTAINER = List.of("org.postgresql.", "org.slf4j.");

    ApplicationLoader() {
        super("application", classPath(), new ContainerLoader());
    }

    private static URL[] classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<URL> urls = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator, -1)) {
            try {
                urls.add(new File(entry).toURI().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }
        return urls.toArray(new URL[0]);
    }

    private static final class ContainerLoader extends ClassLoader {

        ContainerLoader() {
            super("container", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (OF_THE_CONTAINER.stream().anyMatch(name::startsWith)) {
                return ApplicationLoader.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
