package io.writeguard.it.cases;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Objects;

/**
 * What the application of a case does in one step, once or repeatedly.
 *
 * @param conn name of the connection, or {@code rrN}: round robin over N, {@code rrNx}: over all of them but number 0
 * @param tx {@code auto}, {@code each} (one transaction a round) or the name of a transaction
 * @param end {@code commit} or {@code rollback} of the named transaction, after the last round
 * @param repeat the number 1, or {@code {"from": …, "to": …}}
 * @param also further statements with their parameters, in the same round
 * @param url additional parameters for the URL of the connection
 */
record CaseStatement(
        String sql,
        JsonArray params,
        String conn,
        String tx,
        String end,
        JsonElement repeat,
        List<JsonArray> also,
        String api,
        @SerializedName("batch_size") int batchSize,
        List<JsonArray> rows,
        List<String> sqls,
        @SerializedName("rs_set") JsonObject resultSetUpdates,
        String data,
        String url,
        @SerializedName("continue_on_block") boolean continueOnBlock) {

    CaseStatement {
        params = Objects.requireNonNullElseGet(params, JsonArray::new);
        conn = Objects.requireNonNullElse(conn, "A");
        tx = Objects.requireNonNullElse(tx, "auto");
        also = Objects.requireNonNullElse(also, List.of());
        api = Objects.requireNonNullElse(api, "prepared");
    }

    /** An {@code also} of this statement, as a statement of its own on the same connection. */
    CaseStatement following(JsonArray pair) {
        return new CaseStatement(
                pair.get(0).getAsString(),
                pair.get(1).getAsJsonArray(),
                conn,
                tx,
                null,
                null,
                null,
                "prepared",
                0,
                null,
                null,
                null,
                null,
                url,
                false);
    }

    int from() {
        return repeats() ? repeat.getAsJsonObject().get("from").getAsInt() : 1;
    }

    int to() {
        return repeats() ? repeat.getAsJsonObject().get("to").getAsInt() : 1;
    }

    private boolean repeats() {
        return repeat != null && repeat.isJsonObject();
    }

    /** The connection's name in this round. */
    String connection(int round) {
        if (conn.equals("r0")) {
            return "rr_0";
        }
        if (!conn.matches("rr\\d+x?")) {
            return conn;
        }
        int size = Integer.parseInt(conn.replaceAll("\\D", ""));
        return "rr_" + (conn.endsWith("x") ? 1 + (round - 1) % (size - 1) : round % size);
    }

    /** Fills the round's number into a text: plain, or with leading zeros to 12 or 4 digits. */
    static String fill(String text, int round) {
        return text.replace("${i}", Integer.toString(round))
                .replace("${i12}", String.format("%012d", round))
                .replace("${i4}", String.format("%04d", round));
    }
}
