package io.writeguard.driver.cli.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The report as one page: styles and charts are in it, and it loads nothing. */
public final class AuditHtml {

    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final int MINUTES = "2026-01-01T00:00".length();

    private AuditHtml() {}

    public static String of(AuditReport report) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Markup.escaped(AuditWording.title(report)));
        parts.put("styles", styles());
        parts.put("time", minute(report.at()));
        parts.put("tiles", AuditTiles.of(report));
        parts.put("legend", StateChart.legend());
        parts.put("states", StateChart.of(report.secrets()));
        parts.put("shared", shared(report.secrets()));
        parts.put("findings", findings(report));
        parts.put(
                "headings",
                row(AuditWording.HEADINGS.stream()
                        .map(heading -> Markup.element("th", "", heading))
                        .toList()));
        parts.put("rows", report.secrets().stream().map(AuditHtml::row).collect(Collectors.joining()));
        return PLACE.matcher(resource("audit.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
    }

    /** The time in UTC, to the minute. */
    public static String minute(Instant at) {
        return at.toString().substring(0, MINUTES).replace('T', ' ');
    }

    /** The styles of a page of the command line. */
    public static String styles() {
        return resource("audit.css");
    }

    private static String shared(List<SecretCounts> secrets) {
        if (secrets.stream().allMatch(counts -> counts.shared() == 0)) {
            return "";
        }
        String chart = Markup.element("div", "card", SharedChart.of(secrets));
        return Markup.element("h2", "", "The same value in several rows") + chart;
    }

    private static String findings(AuditReport report) {
        StringBuilder findings = new StringBuilder();
        if (report.clean()) {
            findings.append(Markup.element("p", "", AuditWording.CLEAN));
        } else {
            String items = report.secrets().stream()
                    .flatMap(counts -> AuditWording.findings(counts).stream().map(finding -> finding(counts, finding)))
                    .collect(Collectors.joining());
            findings.append(Markup.element("ul", "findings", items));
        }
        report.tables().stream()
                .filter(table -> !table.complete())
                .forEach(table ->
                        findings.append(Markup.element("p", "", Markup.escaped(AuditWording.incomplete(table)))));
        return findings.toString();
    }

    private static String finding(SecretCounts counts, String finding) {
        return Markup.element(
                "li",
                "",
                Markup.element("code", "", Markup.escaped(counts.name())) + ": " + Markup.escaped(finding) + " "
                        + Markup.element(
                                "small", "", Markup.escaped(counts.location().toString())));
    }

    private static String row(SecretCounts counts) {
        return row(List.of(
                Markup.element("td", "", Markup.element("code", "", Markup.escaped(counts.name()))),
                cell(counts.rows(), 0),
                cell(counts.live(), 0),
                cell(counts.nulls(), counts.unmeantNulls()),
                cell(counts.empty(), counts.unmeantEmpty()),
                cell(counts.placeholder(), counts.placeholder()),
                cell(counts.malformed(), counts.malformed()),
                cell(counts.shared(), counts.unmeantShared())));
    }

    private static String row(List<String> cells) {
        return Markup.element("tr", "", String.join("", cells));
    }

    private static String cell(long count, long bad) {
        String style = count == 0 ? "zero" : bad > 0 ? "bad" : "";
        return Markup.element("td", style, AuditWording.number(count));
    }

    private static String resource(String name) {
        try (InputStream resource = AuditHtml.class.getResourceAsStream(name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be read from the jar", e);
        }
    }
}
