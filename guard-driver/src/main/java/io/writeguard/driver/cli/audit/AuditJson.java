package io.writeguard.driver.cli.audit;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** The report for programs. */
public final class AuditJson {

    private AuditJson() {}

    public static String of(AuditReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("rules", report.rulesFile());
        json.addProperty("database", report.database());
        json.addProperty("at", report.at().toString());
        json.addProperty("clean", report.clean());
        JsonArray tables = new JsonArray();
        report.tables().forEach(table -> tables.add(table(table)));
        json.add("tables", tables);
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .create()
                .toJson(json);
    }

    private static JsonObject table(TableAudit table) {
        JsonObject json = new JsonObject();
        json.addProperty("table", table.table().toString());
        json.addProperty("read", table.read());
        json.addProperty("complete", table.complete());
        JsonArray secrets = new JsonArray();
        table.secrets().forEach(counts -> secrets.add(secret(counts)));
        json.add("secrets", secrets);
        return json;
    }

    private static JsonObject secret(SecretCounts counts) {
        JsonObject json = new JsonObject();
        json.addProperty("secret", counts.secret().label());
        json.addProperty("declared", counts.location().toString());
        json.addProperty("rows", counts.rows());
        json.addProperty("live", counts.live());
        json.addProperty("null", counts.nulls());
        json.addProperty("empty", counts.empty());
        json.addProperty("placeholder", counts.placeholder());
        json.addProperty("malformed", counts.malformed());
        json.addProperty("shared", counts.shared());
        json.addProperty("clean", counts.clean());
        return json;
    }
}
