package io.writeguard.driver.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.writeguard.driver.cli.offline.Answer;
import io.writeguard.rules.plan.Explained;
import io.writeguard.rules.plan.SqlReader;
import io.writeguard.rules.plan.StatementReading;
import io.writeguard.rules.sql.LexedSql;
import java.util.List;
import java.util.Optional;

/**
 * One line that {@code explain} answers with.
 *
 * @param request whether the line it answers was a request
 * @param json what is said
 */
record ExplainLine(boolean request, JsonObject json) {

    /** Leaves out what is null: a field that an operation doesn't have. */
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private static final Gson WITH_NULLS =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    /** @param verdicts null where none are asked for */
    static ExplainLine answer(String line, int number, VerdictSource verdicts) {
        JsonElement id;
        LexedSql sql;
        JsonObject request;
        try {
            request = GSON.fromJson(line, JsonObject.class);
            id = request.get("id");
            sql = LexedSql.of(request.get("sql").getAsString());
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException e) {
            String reason = "line " + number + " of the input is no JSON object with id and sql";
            return new ExplainLine(false, unread(JsonNull.INSTANCE, reason));
        }
        List<StatementReading> readings = SqlReader.read(sql);
        JsonObject answer = read(id, readings);
        if (verdicts != null) {
            JsonElement given = request.get("params");
            add(
                    answer,
                    verdicts.answer(
                            sql,
                            readings,
                            GivenValues.of(
                                    given != null && given.isJsonArray() ? given.getAsJsonArray() : null,
                                    sql.parameterCount())));
        }
        return new ExplainLine(true, answer);
    }

    private static JsonObject read(JsonElement id, List<StatementReading> statements) {
        Optional<String> problem = statements.stream()
                .filter(statement -> !statement.readable())
                .map(StatementReading::problem)
                .findFirst();
        if (problem.isPresent()) {
            return unread(id, problem.get());
        }
        JsonObject answer = new JsonObject();
        answer.add("id", id);
        answer.addProperty("read", true);
        List<Explained> writes = statements.stream()
                .flatMap(statement -> Explained.of(statement).stream())
                .toList();
        answer.add("writes", GSON.toJsonTree(writes));
        return answer;
    }

    private static JsonObject unread(JsonElement id, String reason) {
        JsonObject answer = new JsonObject();
        answer.add("id", id == null ? JsonNull.INSTANCE : id);
        answer.addProperty("read", false);
        answer.addProperty("reason", reason);
        return answer;
    }

    private static void add(JsonObject answer, Answer verdict) {
        answer.addProperty("depth", verdict.depth().id());
        answer.addProperty("verdict", verdict.outcome().id());
        answer.addProperty(
                "rule", verdict.rule() == null ? null : verdict.rule().id());
    }

    /** Without a line break. */
    String asJson() {
        boolean bare = request && json.get("read").getAsBoolean() && !json.has("verdict");
        return (bare ? GSON : WITH_NULLS).toJson(json);
    }

    /** For people: the id, the verdict if there is one, and each write. */
    String asText() {
        StringBuilder text = new StringBuilder(id()).append(": ");
        if (json.has("verdict")) {
            text.append(json.get("verdict").getAsString());
            text.append(
                    json.get("rule").isJsonNull() ? "" : ", " + json.get("rule").getAsString());
            text.append(" (").append(json.get("depth").getAsString()).append("): ");
        }
        if (json.has("reason")) {
            return text.append("not read, ")
                    .append(json.get("reason").getAsString())
                    .toString();
        }
        List<String> writes = json.getAsJsonArray("writes").asList().stream()
                .map(write -> text(write.getAsJsonObject()))
                .toList();
        return text.append(writes.isEmpty() ? "no write" : String.join("; ", writes))
                .toString();
    }

    private String id() {
        JsonElement id = json.get("id");
        return id != null && id.isJsonPrimitive() ? id.getAsString() : String.valueOf(id);
    }

    private static String text(JsonObject write) {
        String text =
                write.get("operation").getAsString() + " " + write.get("table").getAsString();
        if (write.has("columns") && !write.getAsJsonArray("columns").isEmpty()) {
            List<String> columns = write.getAsJsonArray("columns").asList().stream()
                    .map(JsonElement::getAsString)
                    .toList();
            text += " (" + String.join(", ", columns) + ")";
        }
        if (write.has("where")) {
            text += write.get("where").getAsBoolean() ? " where …" : " without where";
        }
        return text;
    }
}
