package io.writeguard.driver.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
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
 * @param json an object without a line break
 */
record ExplainLine(boolean request, String json) {

    /** Leaves out what is null: a field that an operation doesn't have. */
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private static final Gson WITH_NULLS =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    static ExplainLine answer(String line, int number) {
        try {
            JsonObject request = GSON.fromJson(line, JsonObject.class);
            return new ExplainLine(
                    true, read(request.get("id"), request.get("sql").getAsString()));
        } catch (JsonParseException | IllegalStateException | NullPointerException | UnsupportedOperationException e) {
            String reason = "line " + number + " of the input is no JSON object with id and sql";
            return new ExplainLine(false, unread(JsonNull.INSTANCE, reason));
        }
    }

    private static String read(JsonElement id, String sql) {
        List<StatementReading> statements = SqlReader.read(LexedSql.of(sql));
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
        return GSON.toJson(answer);
    }

    private static String unread(JsonElement id, String reason) {
        JsonObject answer = new JsonObject();
        answer.add("id", id);
        answer.addProperty("read", false);
        answer.addProperty("reason", reason);
        return WITH_NULLS.toJson(answer);
    }
}
