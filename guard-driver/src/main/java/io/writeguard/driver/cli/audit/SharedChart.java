package io.writeguard.driver.cli.audit;

import java.util.List;

/** A bar for each secret of which several rows have the same value: how many rows that are. */
final class SharedChart {

    private SharedChart() {}

    static String of(List<SecretCounts> secrets) {
        long most = secrets.stream().mapToLong(SecretCounts::shared).max().orElse(1);
        Bars bars = new Bars();
        for (SecretCounts counts : secrets) {
            if (counts.shared() > 0) {
                String rows = AuditWording.rows(counts.shared());
                bars.line(
                        counts.name(),
                        AuditWording.number(counts.shared()) + " of " + AuditWording.number(counts.rows()));
                double width = Math.max(Bars.LEAST_SEEN, (double) Bars.WIDEST * counts.shared() / most);
                bars.bar("shared", 0, width, rows);
            }
        }
        return bars.svg("Rows of each secret whose value is that of another row");
    }
}
