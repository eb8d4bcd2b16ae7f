package io.writeguard.driver.impact;

import io.writeguard.driver.row.RowIdentity;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.BoundValue;
import io.writeguard.rules.check.SecretValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows that a measured statement wrote: as they are now, and as other sessions still see them. */
public final class WrittenRows {

    private static final int MOST_ROWS = 10_000;
    private static final int ROWS_A_QUESTION = 500;
    private static final String ROW = "wg_row";

    /** One row at one moment. */
    private record State(
            RowIdentity identity, List<String> key, boolean accepted, List<SecretValue> secrets, List<Boolean> held) {}

    private final GuardedTable table;
    private final TargetRow target;
    private final RowIdentities identities;

    public WrittenRows(GuardedTable table, RowIdentities identities) {
        this.table = table;
        this.target = new TargetRow(table, ROW);
        this.identities = identities;
    }

    /**
     * Visits every row that was written, a new one with NULL before in each secret.
     *
     * @param here on the connection that wrote them, before it commits
     * @param beside on another connection, which sees what was committed before
     * @param inserted takes the rows that are new
     * @param changed takes the others
     * @throws NotAskable where they can't be told apart, or are too many
     */
    public void visit(
            Questions here,
            Questions beside,
            Measurement measurement,
            ChangedRow.Visitor inserted,
            ChangedRow.Visitor changed)
            throws SQLException {
        if (!table.hasKey()) {
            throw new NotAskable("it writes rows of a table without a key, which can't be told apart afterwards");
        }
        List<State> now = new ArrayList<>();
        here.ask(
                new Question(
                        select() + " WHERE pg_catalog.age(" + ROW + ".xmin) <= pg_catalog.age('"
                                + measurement.firstTransactionId() + "'::pg_catalog.xid8::pg_catalog.xid) LIMIT "
                                + (MOST_ROWS + 1),
                        false,
                        List.of()),
                row -> now.add(read(row)));
        if (now.size() > MOST_ROWS) {
            throw new NotAskable(
                    "it writes more than " + MOST_ROWS + " rows through a function, trigger, rule or view");
        }
        Map<RowIdentity, State> before = before(beside, now);
        for (State row : now) {
            State was = before.get(row.identity());
            boolean wanted = was == null
                    ? inserted.visit(change(row, new State(row.identity(), row.key(), false, nulls(), row.held())))
                    : changed.visit(change(row, was));
            if (!wanted) {
                return;
            }
        }
    }

    private Map<RowIdentity, State> before(Questions beside, List<State> rows) throws SQLException {
        Map<RowIdentity, State> before = new HashMap<>();
        for (int from = 0; from < rows.size(); from += ROWS_A_QUESTION) {
            List<State> some = rows.subList(from, Math.min(rows.size(), from + ROWS_A_QUESTION));
            beside.ask(byKeys(some), row -> {
                State was = read(row);
                before.put(was.identity(), was);
                return true;
            });
        }
        return before;
    }

    private Question byKeys(List<State> rows) {
        StringBuilder sql = new StringBuilder(QuestionMarks.doubled(select())).append(" WHERE (");
        List<BoundValue> values = new ArrayList<>();
        List<String> key = table.key();
        for (int i = 0; i < key.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append(target.column(key.get(i)));
        }
        sql.append(") IN (");
        for (int row = 0; row < rows.size(); row++) {
            sql.append(row == 0 ? "(" : ", (");
            for (int i = 0; i < key.size(); i++) {
                String type = table.column(key.get(i)).type();
                String text = rows.get(row).key().get(i);
                sql.append(i == 0 ? "" : ", ")
                        .append("CAST(?::pg_catalog.text AS ")
                        .append(type)
                        .append(')');
                values.add(BoundValue.of(text, (statement, index) -> statement.setString(index, text)));
            }
            sql.append(')');
        }
        return new Question(sql.append(')').toString(), true, values);
    }

    private String select() {
        StringBuilder list = new StringBuilder("SELECT " + target.identityList());
        table.key()
                .forEach(column ->
                        list.append(", ").append(target.column(column)).append("::pg_catalog.text"));
        list.append(", ").append(target.accepted());
        for (GuardedColumn secret : table.secrets()) {
            list.append(", ")
                    .append(Values.readable(
                            secret, target.column(secret.column().name())));
            list.append(", ").append(target.holds(secret));
        }
        return list + " FROM ONLY " + Identifiers.quoted(table.name()) + " AS " + ROW;
    }

    private State read(ResultSet row) throws SQLException {
        int index = target.identityWidth();
        List<String> key = new ArrayList<>();
        for (int i = 0; i < table.key().size(); i++) {
            key.add(row.getString(++index));
        }
        boolean accepted = row.getBoolean(++index);
        List<SecretValue> secrets = new ArrayList<>();
        List<Boolean> held = new ArrayList<>();
        for (GuardedColumn secret : table.secrets()) {
            secrets.add(Values.read(row, ++index, secret.type()));
            held.add(row.getBoolean(++index));
        }
        return new State(target.identity(row, 0, identities), key, accepted, secrets, held);
    }

    private ChangedRow change(State now, State was) {
        List<SecretChange> changes = new ArrayList<>();
        for (int i = 0; i < table.secrets().size(); i++) {
            SecretValue before = was.secrets().get(i);
            SecretValue after = now.secrets().get(i);
            changes.add(new SecretChange(
                    before,
                    after,
                    !same(before, after),
                    was.held().get(i),
                    now.held().get(i)));
        }
        return new ChangedRow(now.identity(), was.accepted(), now.accepted(), changes);
    }

    private static boolean same(SecretValue one, SecretValue other) {
        if (one instanceof SecretValue.Bytes bytes && other instanceof SecretValue.Bytes others) {
            return Arrays.equals(bytes.value(), others.value());
        }
        return one.equals(other);
    }

    private List<SecretValue> nulls() {
        return Collections.nCopies(table.secrets().size(), SecretValue.NULL);
    }
}
