package io.writeguard.driver.session;

/** What a user reads that comes from no rule. */
final class SessionWording {

    private SessionWording() {}

    static String unavailable(String sqlState) {
        return "Write Guard could not find out what this write would do to the guarded secrets (SQLState "
                + (sqlState.isEmpty() ? "unknown" : sqlState)
                + "), so it was not sent. Nothing was written; try again once the cause is mended.";
    }

    static String sentUnjudged(String sqlState) {
        return "Write Guard could not find out what a write would do to the guarded secrets (SQLState "
                + (sqlState.isEmpty() ? "unknown" : sqlState)
                + "); it was sent nevertheless, as the mode is not enforce.";
    }

    static String batchRefused(int entries, String refusal) {
        return "None of the " + entries + " entries of the batch was sent. " + refusal;
    }

    static String unwrapRefused(Class<?> requested) {
        return "unwrap(" + requested.getName() + ") was refused by Write Guard: it would hand out the unguarded"
                + " connection. Use unwrap(org.postgresql.PGConnection.class), whose parts are guarded; or set"
                + " overrides.allow-raw-unwrap: true in the rules file.";
    }

    static String rawUnwrapped(Class<?> requested) {
        return "the unguarded " + requested.getName() + " was handed out, as overrides.allow-raw-unwrap allows";
    }

    static String sideDoor(String route) {
        return route + " is not judged in this version";
    }

    static String nonStandardStrings() {
        return "standard_conforming_strings is off, so the text means something else than it says";
    }
}
