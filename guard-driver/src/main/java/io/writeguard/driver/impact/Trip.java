package io.writeguard.driver.impact;

import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * A question and the statement that it is about, to be sent in one trip.
 *
 * @param sql of both, the question first
 * @param entry whether an entry is written between them
 * @param values one for each {@code ?}, in order
 * @param reader of a row of the question's answer
 */
public record Trip(String sql, boolean entry, List<BoundValue> values, Look.Reader reader) {

    /** Of any look. */
    public static Trip of(Look look, SubmittedStatement statement) {
        List<BoundValue> values = new ArrayList<>(look.question().values());
        values.addAll(List.of(statement.values()));
        String sql = look.question().sql() + ";\n" + statement.sql().sql();
        return new Trip(sql, false, values, look.reader());
    }

    /**
     * What came of it.
     *
     * @param entries that were written
     */
    public record Answer(UpdateAnswer update, long entries) {}
}
