package io.writeguard.driver.impact;

import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * A question and the statement that it is about, to be sent in one trip.
 *
 * @param sql of both, the question first
 * @param values one for each {@code ?}, in order
 * @param reader of a row of the question's answer
 */
public record Trip(String sql, List<BoundValue> values, Look.Reader reader) {

    public static Trip of(Look look, SubmittedStatement statement) {
        return of(sql(look.question().sql(), statement), look.question().values(), statement, look.reader());
    }

    static Trip of(String sql, List<BoundValue> ofQuestion, SubmittedStatement statement, Look.Reader reader) {
        List<BoundValue> values = new ArrayList<>(ofQuestion.size() + statement.values().length);
        values.addAll(ofQuestion);
        values.addAll(List.of(statement.values()));
        return new Trip(sql, values, reader);
    }

    static String sql(String question, SubmittedStatement statement) {
        return question + ";\n" + statement.sql().sql();
    }
}
