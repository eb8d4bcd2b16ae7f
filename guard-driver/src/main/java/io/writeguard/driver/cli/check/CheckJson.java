package io.writeguard.driver.cli.check;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/** Findings for programs. */
public final class CheckJson {

    private CheckJson() {}

    public static String of(List<CheckedFile> files) {
        JsonArray findings = new JsonArray();
        for (CheckedFile file : files) {
            file.findings().forEach(finding -> findings.add(finding(finding)));
        }
        JsonObject json = new JsonObject();
        json.addProperty("files", files.size());
        json.addProperty(
                "statements", files.stream().mapToLong(CheckedFile::statements).sum());
        json.add("findings", findings);
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .create()
                .toJson(json);
    }

    private static JsonObject finding(FileFinding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("file", finding.file());
        json.addProperty("line", finding.line());
        json.addProperty("column", finding.column());
        json.addProperty("severity", finding.severity().name());
        json.addProperty("rule", finding.violation().rule().id());
        json.addProperty("table", finding.violation().table().toString());
        if (finding.violation().column() != null) {
            json.addProperty("secret", finding.violation().column());
        }
        json.addProperty("message", finding.summary());
        json.addProperty("declared", finding.violation().location().toString());
        json.addProperty("safe", finding.violation().safeStatement());
        return json;
    }
}
