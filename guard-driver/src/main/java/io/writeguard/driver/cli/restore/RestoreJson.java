package io.writeguard.driver.cli.restore;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.writeguard.driver.archive.RestoreReport;

/** The report for programs. */
public final class RestoreJson {

    private RestoreJson() {}

    public static String of(RestoreReport report) {
        JsonObject json = new JsonObject();
        json.addProperty("executed", report.id() != null);
        json.addProperty("record", report.id() == null ? null : report.id().toString());
        JsonArray secrets = new JsonArray();
        report.secrets().forEach(secret -> secrets.add(secret(secret)));
        json.add("secrets", secrets);
        JsonArray problems = new JsonArray();
        report.problems().forEach(problems::add);
        json.add("problems", problems);
        return new GsonBuilder()
                .disableHtmlEscaping()
                .setPrettyPrinting()
                .serializeNulls()
                .create()
                .toJson(json);
    }

    private static JsonObject secret(RestoreReport.Secret secret) {
        JsonObject json = new JsonObject();
        json.addProperty("table", secret.table().toString());
        json.addProperty("secret", secret.secret());
        json.addProperty("restored", secret.restored());
        json.addProperty("renewed", secret.renewed());
        json.addProperty("rowIsGone", secret.missingRows());
        json.addProperty("failed", secret.failed());
        return json;
    }
}
