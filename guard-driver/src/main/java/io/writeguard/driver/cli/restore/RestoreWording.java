package io.writeguard.driver.cli.restore;

import io.writeguard.driver.archive.RestoreReport;
import io.writeguard.driver.cli.audit.AuditWording;
import java.util.List;

/** What a reader of a restore is told. */
final class RestoreWording {

    static final String NOTHING_KEPT = "Nothing of what was asked for is in the archive.";

    static final String DRY_RUN = "Nothing was written. Add --execute --because \"…\" to write it back.";

    private RestoreWording() {}

    static List<String> headings(boolean executed) {
        return List.of("secret", executed ? "restored" : "to restore", "renewed since", "row is gone", "failed");
    }

    static String written(RestoreReport report) {
        return AuditWording.number(report.restored()) + " secrets were written back; the record is " + report.id()
                + " in writeguard.restores.";
    }

    static String left(RestoreReport report) {
        return AuditWording.number(report.left())
                + " were not: rows that are gone have to be inserted again first, then run this again.";
    }
}
