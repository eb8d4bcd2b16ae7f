package io.writeguard.driver.mode;

/** What this JVM is set to, as text: the system property, else the environment variable. */
final class ModeSetting {

    static final String PROPERTY = "writeguard.mode";

    private static final String ENVIRONMENT = "WRITEGUARD_MODE";

    private ModeSetting() {}

    static String read() {
        return firstSet(System.getProperty(PROPERTY), System.getenv(ENVIRONMENT));
    }

    /** The default where neither is set. */
    static String firstSet(String property, String environment) {
        if (property != null && !property.isBlank()) {
            return property;
        }
        return environment != null && !environment.isBlank() ? environment : Mode.ENFORCE.toString();
    }
}
