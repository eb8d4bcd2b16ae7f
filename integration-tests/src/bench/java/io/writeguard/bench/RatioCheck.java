package io.writeguard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares the ratios of a run with those of the page in the docs: times differ from machine to machine. */
final class RatioCheck {

    /** Noise of a short run on a shared machine. */
    private static final double ALLOWED = 1.5;

    private static final int RATIO = 4;

    private RatioCheck() {}

    /** A line for each row that has become worse. */
    static List<String> worse(String page, Map<String, Map<String, Measured>> results) {
        List<String> worse = new ArrayList<>();
        for (Row row : Row.ALL) {
            Map<String, Measured> measured = results.get(row.benchmark());
            Double before = ratio(page, row);
            if (measured != null && before != null) {
                Measured guard = measured.get("GUARD");
                double now = guard.ratioTo(measured.get("RAW"));
                boolean tooMuch = guard.isThroughput() ? now * ALLOWED < before : now > before * ALLOWED;
                if (tooMuch) {
                    worse.add(String.format(Locale.ROOT, "%s: %.2f × raw, it was %.2f", row.work(), now, before));
                }
            }
        }
        return worse;
    }

    private static Double ratio(String page, Row row) {
        return page.lines()
                .filter(line -> line.startsWith("| " + row.work() + " |"))
                .map(line -> line.split("\\|", -1)[RATIO].strip())
                .filter(ratio -> !ratio.isEmpty())
                .map(Double::valueOf)
                .findFirst()
                .orElse(null);
    }
}
