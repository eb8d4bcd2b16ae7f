package io.writeguard.driver.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import io.writeguard.driver.statement.BoundValue;
import java.sql.Types;

/** The values that a request gives for the parameters of its text. */
final class GivenValues {

    private GivenValues() {}

    /**
     * One for each parameter; null where none is given, or one of a kind that JSON has no form for.
     *
     * @param given null for none
     */
    static BoundValue[] of(JsonArray given, int parameters) {
        BoundValue[] values = new BoundValue[parameters];
        for (int i = 0; given != null && i < Math.min(parameters, given.size()); i++) {
            values[i] = of(given.get(i));
        }
        return values;
    }

    private static BoundValue of(JsonElement given) {
        if (given.isJsonNull()) {
            return BoundValue.of(null, (statement, index) -> statement.setNull(index, Types.NULL));
        }
        if (!given.isJsonPrimitive()) {
            return null;
        }
        JsonPrimitive value = given.getAsJsonPrimitive();
        if (value.isBoolean()) {
            return BoundValue.of(
                    value.getAsBoolean(), (statement, index) -> statement.setBoolean(index, value.getAsBoolean()));
        }
        if (value.isNumber()) {
            return BoundValue.of(
                    value.getAsBigDecimal(),
                    (statement, index) -> statement.setBigDecimal(index, value.getAsBigDecimal()));
        }
        // of no type of its own, as a literal is
        return BoundValue.of(
                value.getAsString(),
                (statement, index) -> statement.setObject(index, value.getAsString(), Types.OTHER));
    }
}
