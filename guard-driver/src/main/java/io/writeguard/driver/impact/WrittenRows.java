package io.writeguard.driver.impact;

import io.writeguard.driver.row.RowIdentity;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.schema.ValueType;
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
import java.util.UUID;

/** The rows that a measured statement wrote: as they are now, and as other sessions still see them. */
public final class WrittenRows {

    private static final int MOST_ROWS = 10_000;
    private static final int ROWS_A_QUESTION = 500;
    static final String ROW = "wg_row";

    /** One row at one moment. */
    private record State(
            RowIdentity identity,
            List<String> key,
            boolean accepted,
            Map<String, String> stored,
            List<SecretValue> secrets,
            List<Boolean> held) {}

    private final GuardedTable table;
    private final TargetRow target;
    private final RowIdentities identities;

    public WrittenRows(GuardedTable table, RowIdentities identities) {
        this.table = table;
        this.target = new TargetRow(table, ROW);
        this.identities = identities;
    }

    /** Asks how rows were before the statement. */
    @FunctionalInterface
    public interface Earlier {
        /**
         * @param keys the texts of the key's columns, row by row
         */
        void ask(List<List<String>> keys, Questions.Rows rows) throws SQLException;
    }

    /** What another connection sees: what was committed before. */
    public Earlier seenBy(Questions beside) {
        return (keys, rows) -> {
            for (int from = 0; from < keys.size(); from += ROWS_A_QUESTION) {
                beside.ask(byKeys(keys.subList(from, Math.min(keys.size(), from + ROWS_A_QUESTION))), rows);
            }
        };
    }

    /**
     * Visits every row that was written, a new one with NULL before in each secret. In a table without a key nobody can say
     * which row it was before: where rows were updated, each counts as one that held another live secret.
     *
     * @param here on the connection that wrote them, before it commits
     * @param updated whether rows were updated, and not inserted alone
     * @param inserted takes the rows that are new
     * @param changed takes the others
     * @throws NotAskable where they are too many
     */
    public void visit(
            Questions here,
            Earlier earlier,
            Measurement measurement,
            boolean updated,
            ChangedRow.Visitor inserted,
            ChangedRow.Visitor changed)
            throws SQLException {
        List<State> now = new ArrayList<>();
        here.ask(
                new Question(
                        select(table) + " WHERE pg_catalog.age(" + ROW + ".xmin) <= pg_catalog.age('"
                                + measurement.firstTransactionId() + "'::pg_catalog.xid8::pg_catalog.xid) LIMIT "
                                + (MOST_ROWS + 1),
                        false,
                        List.of()),
                row -> now.add(read(row)));
        if (now.size() > MOST_ROWS) {
            throw new NotAskable(
                    "it writes more than " + MOST_ROWS + " rows through a function, trigger, rule or view");
        }
        Map<RowIdentity, State> before = table.hasKey() ? before(earlier, now) : Map.of();
        for (State row : now) {
            State was = table.hasKey() || !updated ? before.get(row.identity()) : unknown(row);
            boolean wanted = was == null
                    ? inserted.visit(
                            change(row, new State(row.identity(), row.key(), false, null, nulls(), row.held())))
                    : changed.visit(change(row, was));
            if (!wanted) {
                return;
            }
        }
    }

    /**
     * Visits the rows with a live secret that were deleted: those that another session still sees, with a mark of whoever
     * may be deleting them (manual, "System Columns": xmax), and that are not there for this one.
     *
     * @throws NotAskable where rows with such a mark are too many
     */
    public void visitDeleted(Questions here, Questions beside, ChangedRow.Visitor deleted) throws SQLException {
        List<State> marked = new ArrayList<>();
        RemovedRow removed = new RemovedRow(target, table.secrets());
        beside.ask(
                new Question(
                        select(table) + " WHERE " + ROW + ".xmax <> '0'::pg_catalog.xid AND " + removed.filter()
                                + " LIMIT " + (MOST_ROWS + 1),
                        false,
                        List.of()),
                row -> marked.add(read(row)));
        if (marked.size() > MOST_ROWS) {
            throw new NotAskable("which rows it deletes can't be told among more than " + MOST_ROWS);
        }
        Map<RowIdentity, State> left = before(seenBy(here), marked);
        for (State row : marked) {
            if (!left.containsKey(row.identity())) {
                deleted.visit(change(new State(row.identity(), row.key(), false, null, nulls(), lost()), row));
            }
        }
    }

    private List<Boolean> lost() {
        return Collections.nCopies(table.secrets().size(), false);
    }

    private Map<RowIdentity, State> before(Earlier earlier, List<State> rows) throws SQLException {
        Map<RowIdentity, State> before = new HashMap<>();
        if (!rows.isEmpty()) {
            earlier.ask(rows.stream().map(State::key).toList(), row -> {
                State was = read(row);
                before.put(was.identity(), was);
                return true;
            });
        }
        return before;
    }

    private State unknown(State row) {
        SecretValue other = new SecretValue.Text(UUID.randomUUID().toString());
        List<SecretValue> secrets = new ArrayList<>();
        for (GuardedColumn secret : table.secrets()) {
            secrets.add(
                    secret.isMember() || secret.type() == ValueType.ARRAY
                            ? new SecretValue.Elements(List.of(UUID.randomUUID().toString()))
                            : other);
        }
        return new State(row.identity(), row.key(), true, null, secrets, row.held());
    }

    private Question byKeys(List<List<String>> rows) {
        StringBuilder sql = new StringBuilder(QuestionMarks.doubled(select(table))).append(" WHERE (");
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
                String text = rows.get(row).get(i);
                sql.append(i == 0 ? "" : ", ")
                        .append("CAST(?::pg_catalog.text AS ")
                        .append(type)
                        .append(')');
                values.add(BoundValue.ofText(text));
            }
            sql.append(')');
        }
        return new Question(sql.append(')').toString(), true, values);
    }

    static String select(GuardedTable table) {
        TargetRow target = new TargetRow(table, ROW);
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
        return new State(target.identity(row, 0, identities), key, accepted, target.stored(row, 0), secrets, held);
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
        return new ChangedRow(now.identity(), was.accepted(), now.accepted(), was.stored(), changes);
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
