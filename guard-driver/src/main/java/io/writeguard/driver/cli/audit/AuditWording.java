package io.writeguard.driver.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a reader of an audit is told. */
public final class AuditWording {

    static final List<String> HEADINGS =
            List.of("secret", "rows", "live", "NULL", "empty", "placeholder", "malformed", "shared");

    static final String CLEAN = "Nothing found that a guarded write would have been refused for.";

    private AuditWording() {}

    static String title(AuditReport report) {
        return "Secrets in " + report.database() + ", by " + report.rulesFile();
    }

    public static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String rows(long count) {
        return number(count) + (count == 1 ? " row" : " rows");
    }

    /** One sentence for each kind of finding. */
    static List<String> findings(SecretCounts counts) {
        List<String> findings = new ArrayList<>();
        add(findings, counts.unmeantEmpty(), "empty or blank: nothing works with that (empty-secret)");
        add(findings, counts.unmeantNulls(), "NULL, which on-null: reject forbids (empty-secret)");
        add(findings, counts.placeholder(), "a redaction placeholder: the secret was overwritten (placeholder-secret)");
        add(findings, counts.malformed(), "of a format or length that is not the declared one (malformed-secret)");
        add(
                findings,
                counts.unmeantShared(),
                "the same as in another row: a shared credential (on-repeat: allow), or a" + " bad overwrite");
        return findings;
    }

    private static void add(List<String> findings, long rows, String what) {
        if (rows > 0) {
            findings.add(rows(rows) + (rows == 1 ? " is " : " are ") + what);
        }
    }

    static String incomplete(TableAudit table) {
        return "Only the first " + number(table.read()) + " rows of " + table.table() + " were looked at (--max-rows).";
    }
}
