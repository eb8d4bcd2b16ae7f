package io.writeguard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as the page that goes into the docs. */
final class ResultTable {

    private static final String[] PEERS = {"RAW", "GUARD", "DATASOURCE_PROXY", "P6SPY", "DRUID_WALL", "HIKARI"};

    private ResultTable() {}

    static String of(Map<String, Map<String, Measured>> results) {
        List<String> lines = new ArrayList<>();
        lines.add("| work | plain pgjdbc | Write Guard | ratio | above raw | target | datasource-proxy | P6Spy"
                + " | Druid WallFilter | HikariCP | MyBatis-Plus BlockAttack, parse alone |");
        lines.add("|---|---|---|---|---|---|---|---|---|---|---|");
        for (Row row : Row.ALL) {
            Map<String, Measured> measured = results.get(row.benchmark());
            if (measured != null) {
                lines.add(line(row, measured, results.get(row.beside())));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(Row row, Map<String, Measured> measured, Map<String, Measured> beside) {
        Measured raw = measured.get("RAW");
        Measured guard = measured.get("GUARD");
        List<String> cells = new ArrayList<>();
        cells.add(row.work());
        cells.add(text(raw));
        cells.add(text(guard));
        cells.add(raw == null || guard == null ? "" : String.format(Locale.ROOT, "%.2f", guard.ratioTo(raw)));
        cells.add(raw == null || guard == null || raw.isThroughput() ? "" : above(raw, guard));
        cells.add(row.target());
        for (int i = 2; i < PEERS.length; i++) {
            cells.add(text(measured.get(PEERS[i])));
        }
        cells.add(beside == null ? "" : text(beside.get("BLOCK_ATTACK")));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String above(Measured raw, Measured guard) {
        return String.format(
                Locale.ROOT,
                "%+,.0f %s, %+,.0f B",
                guard.score() - raw.score(),
                guard.shortUnit(),
                guard.bytes() - raw.bytes());
    }

    private static String text(Measured measured) {
        return measured == null ? "" : measured.text();
    }
}
