package io.writeguard.driver.cli.audit;

import java.util.function.ToLongFunction;

/** The sums over all secrets, at the head of the page. */
final class AuditTiles {

    private final StringBuilder tiles = new StringBuilder();
    private final AuditReport report;

    private AuditTiles(AuditReport report) {
        this.report = report;
    }

    static String of(AuditReport report) {
        AuditTiles tiles = new AuditTiles(report);
        tiles.add(
                "secrets in " + report.tables().size() + (report.tables().size() == 1 ? " table" : " tables"),
                report.secrets().size(),
                0);
        tiles.add("live", tiles.sum(SecretCounts::live), 0);
        tiles.add("NULL", tiles.sum(SecretCounts::nulls), tiles.sum(SecretCounts::unmeantNulls));
        tiles.add("empty", tiles.sum(SecretCounts::empty), tiles.sum(SecretCounts::unmeantEmpty));
        tiles.add("placeholders", tiles.sum(SecretCounts::placeholder), tiles.sum(SecretCounts::placeholder));
        tiles.add("malformed", tiles.sum(SecretCounts::malformed), tiles.sum(SecretCounts::malformed));
        tiles.add("shared", tiles.sum(SecretCounts::shared), tiles.sum(SecretCounts::unmeantShared));
        return tiles.tiles.toString();
    }

    private void add(String label, long count, long bad) {
        tiles.append(Markup.tile(label, count, bad > 0));
    }

    private long sum(ToLongFunction<SecretCounts> count) {
        return report.secrets().stream().mapToLong(count).sum();
    }
}
