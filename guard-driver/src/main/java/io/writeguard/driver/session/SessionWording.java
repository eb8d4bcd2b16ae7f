package io.writeguard.driver.session;

import io.writeguard.driver.override.SqlOverride;
import io.writeguard.rules.check.Violation;

/** What a user reads that comes from no rule. */
final class SessionWording {

    static final String OVERRIDE_NOT_ALLOWED =
            "the rules file does not allow it. Set overrides.allow-sql: true there, or"
                    + " override from Java with guard.override(…)";
    static final String OVERRIDE_OUTLIVES =
            "it would hold for the whole session, and a pooled connection would hand it to strangers. Use SET LOCAL"
                    + " writeguard.override = '…', or set_config('writeguard.override', '…', true), inside a transaction";
    static final String OVERRIDE_OUTSIDE =
            "no transaction is open, so it would end before the next statement. Begin a transaction first: it holds"
                    + " until that ends";
    static final String OVERRIDE_UNREADABLE =
            "its value can't be told from the statement. Write it as a literal, or bind it";
    static final String OVERRIDE_WITHOUT_REASON = "it gives no reason. Write one behind the colon";

    static final String KEPT_ROWS_IN_THE_WAY =
            "it empties or redefines a guarded table, which can't be measured in a batch or a COPY where the guard stands"
                    + " around a pool";

    private SessionWording() {}

    static String overrideRefused(String problem) {
        return "writeguard.override was refused by Write Guard: " + problem + ". Nothing was sent.";
    }

    static String overrideOpened(SqlOverride override) {
        return "override opened by SQL, until the transaction ends, of "
                + (override.rules().isEmpty() ? "all counting rules" : override.rules()) + ": " + override.reason();
    }

    static String overrideClosed(SqlOverride override) {
        return "override closed: " + override.reason();
    }

    static String overridden(Violation found, String reason) {
        return found.rule().id() + " on " + found.table() + " passed under an override: " + reason;
    }

    static String unavailable(String sqlState) {
        return "Write Guard could not find out what this write would do to the guarded secrets (SQLState "
                + (sqlState.isEmpty() ? "unknown" : sqlState)
                + "), so it was not sent. Nothing was written; try again once the cause is mended.";
    }

    static String ledgerUnavailable(String reason) {
        return "Write Guard could not count this write, so it was not sent: " + reason + "\nNothing was written.";
    }

    static String archiveUnavailable(String reason) {
        return "Write Guard could not keep what this write would lose, so it was not done: " + reason
                + "\nNothing was written.";
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
        return "standard_conforming_strings is off, so its backslashes make it mean something else than it says";
    }
}
