package io.writeguard.driver.spring;

/** What a user of Spring reads. */
final class SpringWording {

    static final String NO_RULES =
            "writeguard.enabled is true and there is no rules file: name one by writeguard.rules,"
                    + " or put writeguard.yaml on the class path";

    static final String NOTHING_TO_DO =
            "no rules file is found, so no DataSource is guarded: name one by writeguard.rules";

    private SpringWording() {}

    static String guarded(String bean) {
        return "the DataSource " + bean + " is guarded";
    }

    static String notPostgres(String bean) {
        return "the DataSource " + bean + " is not guarded: it leads to another database than PostgreSQL";
    }
}
