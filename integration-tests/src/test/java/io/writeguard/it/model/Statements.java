package io.writeguard.it.model;

import io.writeguard.it.model.Effect.Change;
import io.writeguard.it.model.Effect.Unseen;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What each kind of step says in SQL, and what that does to rows. */
final class Statements {

    private static final String UPSERT =
            "insert into keys (id, token) values (?, ?) on conflict (id) do update set token = excluded.token";

    private final Map<Integer, Row> rows;
    private final Step step;
    private final String value;

    /**
     * @param rows as the connection sees them
     * @param value that no other step writes
     */
    Statements(Map<Integer, Row> rows, Step step, String value) {
        this.rows = rows;
        this.step = step;
        this.value = step.kind() == Step.Kind.GIVE_REPEATED_VALUE ? "shared-secret-" + step.to() % 2 : value;
    }

    /** Empty where the step makes no sense with these rows. */
    Optional<Effect> effect() {
        boolean present = rows.containsKey(step.from());
        return switch (step.kind()) {
            case CLEAR_BY_KEY, CLEAR_AS_LITERAL -> present ? one(row -> row.with(null), Unseen.NONE) : Optional.empty();
            case CLEAR_RANGE -> range(row -> row.with(null), true);
            case CLEAR_BATCH -> range(row -> row.with(null), false);
            case DELETE_BY_KEY -> present ? one(row -> null, Unseen.NONE) : Optional.empty();
            case DELETE_RANGE -> range(row -> null, true);
            case GIVE_VALUE -> present ? one(row -> row.with(value), Unseen.ALL) : Optional.empty();
            case GIVE_REPEATED_VALUE ->
                present && !value.equals(rows.get(step.from()).token())
                        ? Optional.of(new Effect(
                                changes(step.from(), row -> row.with(value)), false, value, Unseen.ALL, true))
                        : Optional.empty();
            case RECOVER_RANGE ->
                Optional.of(new Effect(
                        changes(step.to(), row -> row.with(value)).stream()
                                .filter(change -> change.before().token() == null)
                                .toList(),
                        false,
                        null,
                        Unseen.NONE,
                        true));
            case OVERWRITE_RANGE ->
                Optional.of(new Effect(changes(step.to(), row -> row.with(value)), true, null, Unseen.NONE, true));
            case REWRITE_SAME -> range(row -> row, true);
            case RETIRE -> present ? one(row -> row.goneAs(true), Unseen.NONE) : Optional.empty();
            case REINSTATE -> present ? one(row -> row.goneAs(false), Unseen.NONE) : Optional.empty();
            case INSERT ->
                present
                        ? Optional.empty()
                        : Optional.of(new Effect(
                                List.of(new Change(step.from(), null, new Row(value, false))),
                                false,
                                null,
                                Unseen.NONE,
                                true));
            case UPSERT_VALUE -> Optional.of(upsert(step.from(), false));
            case UPSERT_NULL -> Optional.of(upsert(step.from(), true));
            case UPSERT_BATCH -> Optional.of(upsert(step.to(), false));
            default -> throw new IllegalArgumentException(step.toString());
        };
    }

    /** What is taken for certain of a clear of one row by its key, before that row is looked at. */
    Effect pessimistic() {
        Change loss = new Change(step.from(), new Row(value, false), null);
        return new Effect(List.of(loss), false, null, Unseen.NONE, true);
    }

    void execute(Connection connection) throws SQLException {
        int from = step.from();
        int to = step.to();
        String within = " where id between " + from + " and " + to;
        switch (step.kind()) {
            case CLEAR_BY_KEY -> run(connection, "update keys set token = null where id = ?", from);
            case CLEAR_AS_LITERAL -> run(connection, "update keys set token = null where id = " + from);
            case CLEAR_RANGE -> run(connection, "update keys set token = null" + within);
            case CLEAR_BATCH -> clearBatch(connection);
            case DELETE_BY_KEY -> run(connection, "delete from keys where id = ?", from);
            case DELETE_RANGE -> run(connection, "delete from keys" + within);
            case GIVE_VALUE, GIVE_REPEATED_VALUE ->
                run(connection, "update keys set token = ? where id = ?", value, from);
            case RECOVER_RANGE ->
                run(connection, "update keys set token = '" + value + "'" + within + " and token is null");
            case OVERWRITE_RANGE -> run(connection, "update keys set token = '" + value + "'" + within);
            case REWRITE_SAME -> run(connection, "update keys set token = token" + within);
            case RETIRE -> run(connection, "update keys set gone = ? where id = ?", true, from);
            case REINSTATE -> run(connection, "update keys set gone = false where id = " + from);
            case INSERT -> run(connection, "insert into keys values (?, ?, false)", from, value);
            case UPSERT_VALUE -> run(connection, UPSERT, from, upserted(from));
            case UPSERT_NULL -> run(connection, UPSERT, from, null);
            case UPSERT_BATCH -> upsertBatch(connection);
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private Optional<Effect> one(UnaryOperator<Row> becomes, Unseen unseen) {
        return Optional.of(new Effect(changes(step.from(), becomes), false, null, unseen, true));
    }

    private Optional<Effect> range(UnaryOperator<Row> becomes, boolean oneStatement) {
        return Optional.of(new Effect(changes(step.to(), becomes), false, null, Unseen.NONE, oneStatement));
    }

    private List<Change> changes(int last, UnaryOperator<Row> becomes) {
        List<Change> changes = new ArrayList<>();
        for (int id = step.from(); id <= last; id++) {
            if (rows.containsKey(id)) {
                changes.add(new Change(id, rows.get(id), becomes.apply(rows.get(id))));
            }
        }
        return changes;
    }

    private Effect upsert(int last, boolean nulls) {
        List<Change> changes = new ArrayList<>();
        for (int id = step.from(); id <= last; id++) {
            String token = nulls ? null : upserted(id);
            Row before = rows.get(id);
            changes.add(new Change(id, before, before == null ? new Row(token, false) : before.with(token)));
        }
        return new Effect(changes, false, null, Unseen.NEW_ROWS, last == step.from());
    }

    private String upserted(int id) {
        return step.kind() == Step.Kind.UPSERT_BATCH && id % 2 == 0 ? null : value + "-" + id;
    }

    private void clearBatch(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update keys set token = null where id = ?")) {
            for (int id = step.from(); id <= step.to(); id++) {
                statement.setInt(1, id);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void upsertBatch(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UPSERT)) {
            for (int id = step.from(); id <= step.to(); id++) {
                statement.setInt(1, id);
                statement.setString(2, upserted(id));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        if (values.length == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        } else {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.executeUpdate();
            }
        }
    }
}
