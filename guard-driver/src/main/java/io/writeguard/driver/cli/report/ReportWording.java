package io.writeguard.driver.cli.report;

import io.writeguard.driver.cli.audit.AuditReport;
import io.writeguard.driver.cli.audit.AuditWording;

/** What a reader of the page is told. */
final class ReportWording {

    static final String NONE = "None.";

    static final String NO_WINDOWS =
            "Only windows that are in the database can be read here: mass-invalidation.budget: database.";

    static final String SAMPLES =
            "A point is what was counted when a page was made with --sample; the last one is now.";

    static final String FOOTER =
            "writeguard report. Lost means cleared, overwritten or deleted in a table with archive."
                    + " Refusals are written down by the minute; the last minute of a process that was killed may be missing.";

    private ReportWording() {}

    static String title(AuditReport audit, int days) {
        return "Secrets in " + audit.database() + ", the last " + days + " days";
    }

    static String overridden(long values) {
        return AuditWording.number(values) + " under an override";
    }

    static String within(Timeline.Loss loss) {
        return AuditWording.number(loss.values() - loss.overridden()) + " within the limits";
    }

    static String used(Timeline.Window window) {
        return AuditWording.number(window.lost()) + " of " + AuditWording.number(window.limit());
    }
}
