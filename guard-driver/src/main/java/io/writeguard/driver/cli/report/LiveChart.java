package io.writeguard.driver.cli.report;

import io.writeguard.driver.cli.audit.AuditWording;
import io.writeguard.driver.cli.audit.Markup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many live secrets a column had at the times of its samples: one line, from zero up. */
final class LiveChart {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 120;
    private static final int TOP = 24;

    private LiveChart() {}

    /** @param samples of one secret, oldest first, at least one */
    static String of(String secret, List<Timeline.Sample> samples) {
        Instant first = samples.get(0).at();
        Timeline.Sample last = samples.get(samples.size() - 1);
        double span = Math.max(1, Duration.between(first, last.at()).toMillis());
        long most = samples.stream().mapToLong(Timeline.Sample::live).max().orElse(0);
        List<String> points = new ArrayList<>();
        StringBuilder dots = new StringBuilder();
        for (Timeline.Sample sample : samples) {
            double x = 10 + (WIDTH - 20) * (Duration.between(first, sample.at()).toMillis() / span);
            double y = TOP + (HEIGHT - TOP - 6) * (1 - (most == 0 ? 0 : (double) sample.live() / most));
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
            dots.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"good\" cx=\"%.1f\" cy=\"%.1f\" r=\"3\"><title>%s: %s</title></circle>%n",
                    x,
                    y,
                    sample.at(),
                    AuditWording.number(sample.live())));
        }
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Live secrets over time: %s\">%n"
                        + "<text x=\"0\" y=\"14\">%s</text>"
                        + "<text class=\"soft\" x=\"%d\" y=\"14\" text-anchor=\"end\">%s live</text>%n"
                        + "<polyline points=\"%s\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>%n%s</svg>%n",
                WIDTH,
                HEIGHT,
                Markup.escaped(secret),
                Markup.escaped(secret),
                WIDTH,
                AuditWording.number(last.live()),
                String.join(" ", points),
                dots);
    }
}
