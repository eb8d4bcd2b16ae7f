package io.writeguard.driver.cli.report;

import io.writeguard.driver.cli.audit.AuditHtml;
import io.writeguard.driver.cli.audit.AuditReport;
import io.writeguard.driver.cli.audit.AuditWording;
import io.writeguard.driver.cli.audit.Bars;
import io.writeguard.driver.cli.audit.Markup;
import io.writeguard.driver.cli.audit.SecretCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The timeline as one page: styles and charts are in it, and it loads nothing. */
public final class ReportHtml {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <!-- nothing may be loaded, whatever a name in here looks like -->
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            """;

    private final AuditReport audit;
    private final Timeline timeline;
    private final int days;
    private final StringBuilder page = new StringBuilder(HEAD);

    private ReportHtml(AuditReport audit, Timeline timeline, int days) {
        this.audit = audit;
        this.timeline = timeline;
        this.days = days;
    }

    /** @param days that the timeline goes back */
    public static String of(AuditReport audit, Timeline timeline, int days) {
        return new ReportHtml(audit, timeline, days).page();
    }

    private String page() {
        String title = Markup.escaped(ReportWording.title(audit, days));
        page.append(Markup.element("title", "", title))
                .append("<style>\n" + AuditHtml.styles() + "</style>\n</head>\n<body>\n<main>\n")
                .append(Markup.element("h1", "", title))
                .append(Markup.element(
                        "p",
                        "about",
                        "Taken " + AuditHtml.minute(audit.at())
                                + " UTC. Counts of rows; no value and no key is in this page."))
                .append(Markup.element("div", "tiles", tiles()));
        section("Live secrets over time", live());
        section("Lost, and kept in the archive, by day", losses());
        section("How full the windows are", windows());
        section("Refused, warned of, let through by an override", events());
        section("Restores", restores());
        return page.append("<footer>" + ReportWording.FOOTER + "</footer>\n</main>\n</body>\n</html>\n")
                .toString();
    }

    private void section(String heading, String content) {
        page.append(Markup.element("h2", "", heading)).append(Markup.element("div", "card", content));
    }

    private String tiles() {
        return Markup.tile(
                        "live secrets",
                        audit.secrets().stream().mapToLong(SecretCounts::live).sum(),
                        false)
                + Markup.tile(
                        "kept in the archive",
                        timeline.losses().stream()
                                .mapToLong(Timeline.Loss::values)
                                .sum(),
                        false)
                + Markup.tile("refused", told("rejected"), told("rejected") > 0)
                + Markup.tile("under an override", told("overridden"), told("overridden") > 0)
                + Markup.tile(
                        "restored",
                        timeline.restores().stream()
                                .mapToLong(Timeline.Restored::restored)
                                .sum(),
                        false);
    }

    private long told(String kind) {
        return timeline.events().stream()
                .filter(event -> event.kind().equals(kind))
                .mapToLong(Timeline.Told::times)
                .sum();
    }

    private String live() {
        Map<String, List<Timeline.Sample>> bySecret = new LinkedHashMap<>();
        timeline.samples()
                .forEach(sample -> bySecret.computeIfAbsent(sample.secret(), first -> new ArrayList<>())
                        .add(sample));
        for (SecretCounts counts : audit.secrets()) {
            bySecret.computeIfAbsent(counts.name(), first -> new ArrayList<>())
                    .add(new Timeline.Sample(audit.at(), counts.name(), counts.live()));
        }
        StringBuilder charts = new StringBuilder();
        bySecret.forEach((secret, samples) -> charts.append(LiveChart.of(secret, samples)));
        return charts + Markup.element("p", "", ReportWording.SAMPLES);
    }

    private String losses() {
        if (timeline.losses().isEmpty()) {
            return ReportWording.NONE;
        }
        long most = timeline.losses().stream()
                .mapToLong(Timeline.Loss::values)
                .max()
                .orElse(1);
        Bars bars = new Bars();
        for (Timeline.Loss loss : timeline.losses()) {
            bars.line(loss.day() + " " + loss.secret(), AuditWording.number(loss.values()));
            double meant = width(loss.overridden(), most);
            bars.bar("empty", 0, meant, ReportWording.overridden(loss.overridden()));
            bars.bar("shared", meant, width(loss.values() - loss.overridden(), most), ReportWording.within(loss));
        }
        return Markup.legend(List.of("empty", "shared"), List.of("under an override", "within the limits"))
                + bars.svg("Values kept by day and secret");
    }

    private static double width(long count, long most) {
        return count == 0 ? 0 : Math.max(Bars.LEAST_SEEN, (double) Bars.WIDEST * count / most);
    }

    private String windows() {
        if (timeline.windows().isEmpty()) {
            return ReportWording.NO_WINDOWS;
        }
        Bars bars = new Bars();
        for (Timeline.Window window : timeline.windows()) {
            bars.line(window.secret(), ReportWording.used(window));
            double used = window.limit() == 0 ? 1 : Math.min(1, (double) window.lost() / window.limit());
            bars.bar("null", 0, Bars.WIDEST, ReportWording.used(window));
            bars.bar(used >= 1 ? "placeholder" : "good", 0, Bars.WIDEST * used, ReportWording.used(window));
        }
        return bars.svg("How much of what may be lost has been lost");
    }

    private String events() {
        List<List<String>> rows = new ArrayList<>();
        for (Timeline.Told told : timeline.events()) {
            rows.add(Arrays.asList(
                    told.day(),
                    told.kind(),
                    told.rule(),
                    told.secret(),
                    told.reason(),
                    AuditWording.number(told.times())));
        }
        return table(5, List.of("day", "what", "rule", "secret", "reason", "times"), rows);
    }

    private String restores() {
        List<List<String>> rows = new ArrayList<>();
        for (Timeline.Restored restore : timeline.restores()) {
            rows.add(List.of(
                    AuditHtml.minute(restore.started()),
                    restore.role(),
                    restore.reason(),
                    restore.askedFor(),
                    AuditWording.number(restore.restored()),
                    AuditWording.number(restore.renewed()),
                    AuditWording.number(restore.left())));
        }
        return table(4, List.of("began, UTC", "by", "why", "asked for", "restored", "renewed since", "left"), rows);
    }

    /** @param texts how many of the columns are text; the others are numbers */
    private static String table(int texts, List<String> headings, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return ReportWording.NONE;
        }
        StringBuilder table =
                new StringBuilder("<thead>").append(row("th", texts, headings)).append("</thead>\n<tbody>");
        rows.forEach(cells -> table.append(row("td", texts, cells)));
        return Markup.element("table", "", table.append("</tbody>").toString());
    }

    private static String row(String element, int texts, List<String> cells) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i) == null ? "" : Markup.escaped(cells.get(i));
            row.append(Markup.element(element, i < texts ? "text" : "", cell));
        }
        return Markup.element("tr", "", row.toString());
    }
}
