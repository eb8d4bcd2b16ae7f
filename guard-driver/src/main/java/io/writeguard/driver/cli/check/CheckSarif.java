package io.writeguard.driver.cli.check;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.writeguard.rules.Rule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Findings as SARIF 2.1.0 (docs.oasis-open.org/sarif), with what code-review tools ask for beyond the standard. */
public final class CheckSarif {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private static final List<Rule> RULES = List.of(Rule.values());

    private CheckSarif() {}

    /** @param version of the tool; null where it is not known */
    public static String of(List<CheckedFile> files, String version) {
        JsonObject driver = new JsonObject();
        driver.addProperty("name", "Write Guard");
        if (version != null) {
            driver.addProperty("version", version);
        }
        driver.add("rules", rules());
        JsonObject tool = new JsonObject();
        tool.add("driver", driver);
        JsonObject run = new JsonObject();
        run.add("tool", tool);
        // columns are counted in characters, as a reader counts them
        run.addProperty("columnKind", "unicodeCodePoints");
        run.add("results", results(files));
        JsonArray runs = new JsonArray();
        runs.add(run);
        JsonObject log = new JsonObject();
        log.addProperty("$schema", SCHEMA);
        log.addProperty("version", "2.1.0");
        log.add("runs", runs);
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .create()
                .toJson(log);
    }

    private static JsonArray rules() {
        JsonArray rules = new JsonArray();
        for (Rule rule : RULES) {
            JsonObject json = new JsonObject();
            json.addProperty("id", rule.id());
            json.add("shortDescription", message(CheckWording.rule(rule)));
            json.add("fullDescription", message(CheckWording.rule(rule)));
            JsonObject help = message("See docs/rules/" + rule.id() + ".md of Write Guard.");
            json.add("help", help);
            JsonObject level = new JsonObject();
            level.addProperty("level", "error");
            json.add("defaultConfiguration", level);
            rules.add(json);
        }
        return rules;
    }

    private static JsonArray results(List<CheckedFile> files) {
        JsonArray results = new JsonArray();
        for (CheckedFile file : files) {
            Map<String, Integer> seen = new HashMap<>();
            for (FileFinding finding : file.findings()) {
                results.add(result(finding, seen));
            }
        }
        return results;
    }

    private static JsonObject result(FileFinding finding, Map<String, Integer> seen) {
        JsonObject result = new JsonObject();
        result.addProperty("ruleId", finding.violation().rule().id());
        result.addProperty("ruleIndex", RULES.indexOf(finding.violation().rule()));
        result.addProperty("level", finding.severity().name());
        result.add(
                "message",
                message(finding.summary() + " Write it safely: "
                        + finding.violation().safeStatement()));
        JsonArray locations = new JsonArray();
        locations.add(location(finding));
        result.add("locations", locations);
        JsonObject fingerprints = new JsonObject();
        fingerprints.addProperty("writeguard/v1", fingerprint(finding, seen));
        result.add("partialFingerprints", fingerprints);
        return result;
    }

    private static JsonObject location(FileFinding finding) {
        JsonObject artifact = new JsonObject();
        artifact.addProperty("uri", uri(finding.file()));
        JsonObject region = new JsonObject();
        region.addProperty("startLine", finding.line());
        region.addProperty("startColumn", finding.column());
        JsonObject physical = new JsonObject();
        physical.add("artifactLocation", artifact);
        physical.add("region", region);
        JsonObject location = new JsonObject();
        location.add("physicalLocation", physical);
        return location;
    }

    /** Relative to where the command runs, which is the root of the checkout in CI. */
    private static String uri(String file) {
        Path path = Path.of(file);
        if (!path.isAbsolute()) {
            return encoded(path.normalize());
        }
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here)
                ? encoded(here.relativize(path))
                : path.toUri().toString();
    }

    private static String encoded(Path path) {
        String text = path.toString().replace('\\', '/');
        return Path.of("/").resolve(text).toUri().getRawPath().substring(1);
    }

    /** The same for the same finding when lines move: what it is about, and how many like it stand before it. */
    private static String fingerprint(FileFinding finding, Map<String, Integer> seen) {
        String about = uri(finding.file()) + "\n" + finding.violation().rule().id() + "\n" + finding.summary();
        int number = seen.merge(about, 1, Integer::sum);
        byte[] name = (about + "\n" + number).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    private static JsonObject message(String text) {
        JsonObject message = new JsonObject();
        message.addProperty("text", text);
        return message;
    }
}
