package io.writeguard.driver;

import java.util.List;

/** What a user reads who opens a guarded connection. */
final class DriverWording {

    static final String RESET_WITHOUT_REASON = "a reset of the budgets needs a reason, for the log";

    static final String DATA_SOURCE_CLOSED = "this guarded DataSource has been closed";

    static final String NOT_A_URL = "expected a URL that starts with jdbc:postgresql: or jdbc:writeguard:postgresql:";

    static final String RESTORE_WITHOUT_REASON = "a restore needs a reason, for its record";

    private DriverWording() {}

    static String noRulesFile(List<String> looked) {
        return "no rules file: looked for the URL parameter or property writeguardRules, the system property"
                + " writeguard.rules, the environment variable WRITEGUARD_RULES, and for "
                + String.join(" and ", looked);
    }

    static String noResource(String location) {
        return "no such resource: " + location;
    }

    static String dataSourceUnwrap(Class<?> requested) {
        return "unwrap(" + requested.getName() + ") was refused by Write Guard: it would hand out the unguarded"
                + " DataSource. Keep a reference to it where it is made.";
    }
}
