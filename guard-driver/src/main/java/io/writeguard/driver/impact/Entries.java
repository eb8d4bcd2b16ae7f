package io.writeguard.driver.impact;

import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that one question is about: one, or entries of a batch, which are one text with other values for each.
 * The values of a batch stand in front of the question as rows of a relation {@code wg_entry}, whose columns take the
 * places of the parameters.
 */
public final class Entries {

    private static final int MOST_VALUES = 30_000;

    private final List<SubmittedStatement> statements;
    private final List<String> types;

    private Entries(List<SubmittedStatement> statements, List<String> types) {
        this.statements = statements;
        this.types = types;
    }

    public static Entries of(SubmittedStatement statement) {
        return new Entries(List.of(statement), List.of());
    }

    /**
     * Entries of one batch.
     *
     * @throws NotAskable where their values have no type in common, so that each has to be asked about by itself
     */
    public static Entries of(Questions questions, List<SubmittedStatement> batch) throws SQLException {
        int parameters = batch.get(0).sql().parameterCount();
        if (batch.size() == 1 || parameters == 0) {
            throw new NotAskable("it is no batch of prepared entries");
        }
        List<BoundValue> typical = new ArrayList<>();
        for (int index = 1; index <= parameters; index++) {
            typical.add(typical(batch, index));
        }
        return new Entries(
                List.copyOf(batch), questions.parameterTypes(batch.get(0).sql().sql(), typical));
    }

    /** How many entries of this text may be asked about at once. */
    public static int most(SubmittedStatement statement) {
        return Math.max(
                1, Math.min(500, MOST_VALUES / Math.max(1, statement.sql().parameterCount())));
    }

    private static BoundValue typical(List<SubmittedStatement> batch, int index) {
        BoundValue typical = null;
        for (SubmittedStatement statement : batch) {
            BoundValue value = statement.value(index);
            if (value == null || !value.known()) {
                throw new NotAskable("a value is not known");
            }
            if (typical == null || typical.value() == null) {
                typical = value;
            } else if (value.value() != null
                    && value.value().getClass() != typical.value().getClass()) {
                throw new NotAskable("its entries bind values of different types");
            }
        }
        return typical;
    }

    SubmittedStatement first() {
        return statements.get(0);
    }

    boolean isBatch() {
        return statements.size() > 1;
    }

    /** What stands for a parameter of the text. */
    String parameter(int index) {
        return "wg_entry.p" + index;
    }

    /** The relation of the values, with these parameters as its columns; appends the values themselves to the list. */
    String relation(List<Integer> parameters, List<BoundValue> values) {
        StringBuilder text = new StringBuilder("(VALUES ");
        for (int entry = 0; entry < statements.size(); entry++) {
            text.append(entry == 0 ? "(" : ", (").append(entry);
            for (int index : parameters) {
                text.append(", CAST(? AS ").append(types.get(index - 1)).append(')');
                values.add(statements.get(entry).value(index));
            }
            text.append(')');
        }
        text.append(") AS wg_entry(n");
        parameters.forEach(index -> text.append(", p").append(index));
        return text.append("), ").toString();
    }
}
