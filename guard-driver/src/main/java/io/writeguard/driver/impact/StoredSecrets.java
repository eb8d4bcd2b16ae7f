package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.rules.check.SecretValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a table's rows hold in its secrets, by the same expressions as a write is judged by. For whoever takes stock, not for
 * a verdict: locks nothing.
 */
public final class StoredSecrets {

    private static final int COLUMNS_A_SECRET = 3;

    private final GuardedTable table;

    public StoredSecrets(GuardedTable table) {
        this.table = table;
    }

    /**
     * What {@code SELECT} lists, for a FROM in which the table has its own name as its alias: three columns for each secret.
     */
    public String columns() {
        List<String> columns = new ArrayList<>();
        for (GuardedColumn secret : table.secrets()) {
            columns.add(holds(secret.rules().onlyRows()));
            columns.add(live(secret));
            columns.add(comparable(secret));
        }
        return String.join(", ", columns);
    }

    /** Whether a row has the secret, and it is live; for a FROM in which the rows have the table's own name. */
    public String live(GuardedColumn secret) {
        return accepted(secret) + Values.present(secret, column(secret));
    }

    /** The predicates of the rules file about the row, with AND behind each; empty without one. */
    public String accepted(GuardedColumn secret) {
        return Stream.of(secret.rules().onlyRows(), table.rules().liveWhen())
                .filter(Objects::nonNull)
                .map(predicate -> holds(predicate) + " AND ")
                .collect(Collectors.joining());
    }

    /** Whether a row has the secret, whatever it holds: what {@code only-rows} says; as {@link #live}. */
    public String concerned(GuardedColumn secret) {
        return holds(secret.rules().onlyRows());
    }

    /** The secret of any value of the column's type, in the form that {@link #valueAt} takes. */
    public static String readable(GuardedColumn secret, String expression) {
        return Values.readable(secret, expression);
    }

    /** @param index of a column that {@link #readable} or {@link #comparable} has made, from 1 */
    public static SecretValue valueAt(ResultSet row, int index, GuardedColumn secret) throws SQLException {
        return Values.read(row, index, secret.type());
    }

    /** The secret's value as something that can be compared and grouped by; as {@link #live}. */
    public String comparable(GuardedColumn secret) {
        return Values.readable(secret, column(secret));
    }

    /** Whether a value is there, not empty and not blank; false for NULL. */
    public static String present(GuardedColumn secret, String expression) {
        return Values.present(secret, expression);
    }

    /** The same for any text. */
    public static String presentText(String expression) {
        return "coalesce(" + VisibleText.in(expression) + ", false)";
    }

    /** The secret's column, of such a row. */
    public String column(GuardedColumn secret) {
        return Identifiers.quoted(table.name().name()) + "."
                + Identifiers.quoted(secret.column().name());
    }

    /** {@code FROM schema.table AS table}. */
    public String from() {
        return "FROM " + Identifiers.quoted(table.name()) + " AS "
                + Identifiers.quoted(table.name().name());
    }

    /** How many columns there are. */
    public int width() {
        return table.secrets().size() * COLUMNS_A_SECRET;
    }

    /** Whether the secret of that index is one in this row: what {@code only-rows} says. */
    public boolean concerns(ResultSet row, int secret) throws SQLException {
        return row.getBoolean(first(secret));
    }

    /** Whether it is live; to be asked where it {@link #concerns} the row. */
    public boolean live(ResultSet row, int secret) throws SQLException {
        return row.getBoolean(first(secret) + 1);
    }

    public SecretValue value(ResultSet row, int secret) throws SQLException {
        return Values.read(row, first(secret) + 2, table.secrets().get(secret).type());
    }

    private static int first(int secret) {
        return secret * COLUMNS_A_SECRET + 1;
    }

    private static String holds(String predicate) {
        return predicate == null ? "true" : "coalesce((" + predicate + "\n)::boolean, false)";
    }
}
