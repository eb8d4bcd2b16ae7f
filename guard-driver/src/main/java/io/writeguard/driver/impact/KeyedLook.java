package io.writeguard.driver.impact;

import io.writeguard.driver.row.RowIdentity;
import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.TokenType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The look at the one row that a write names by its key and takes all of these secrets from: what they hold, under the row's
 * lock. Short, for it is asked once for each clear, and the same text each time, so that the server plans it once. One thread
 * at a time.
 */
public final class KeyedLook {

    private final Write write;
    private final GuardedTable table;
    private final RowIdentities identities;
    private final TargetRow target;
    private final RemovedRow removed;
    private final boolean conditional;
    private final int identityWidth;
    private LexedSql text;
    private String sql;
    private boolean withEntry;

    /**
     * @param secrets none of which is left with a value
     */
    public KeyedLook(Write write, GuardedTable table, List<GuardedColumn> secrets, RowIdentities identities) {
        this.write = write;
        this.table = table;
        this.identities = identities;
        this.target = new TargetRow(table, NamedRows.reference(write));
        this.removed = new RemovedRow(target, secrets);
        this.identityWidth = table.identityColumns().size();
        this.conditional = table.rules().liveWhen() != null;
    }

    /**
     * Together with the write.
     *
     * @param alongside of it; null for nothing
     * @throws NotAskable where a value of its predicate is not known
     */
    public Trip with(SubmittedStatement statement, Alongside alongside) {
        if (statement.sql() != text || withEntry != (alongside != null)) {
            sql = question(statement, alongside) + entry(statement, alongside) + ";\n"
                    + statement.sql().sql();
            text = statement.sql();
            withEntry = alongside != null;
        }
        List<BoundValue> named = named(statement);
        List<BoundValue> values = new ArrayList<>();
        if (alongside != null) {
            values.addAll(alongside.lock().values());
            values.addAll(named);
            values.addAll(alongside.insert().values());
        }
        values.addAll(named);
        if (alongside != null) {
            values.addAll(alongside.condition().values());
        }
        values.addAll(List.of(statement.values()));
        return new Trip(sql, alongside != null, values, this::read);
    }

    private String question(SubmittedStatement statement, Alongside alongside) {
        List<String> list = new ArrayList<>();
        table.key().forEach(column -> list.add(target.column(column) + "::pg_catalog.text"));
        if (conditional) {
            list.add(target.accepted());
        }
        list.add(removed.secretList());
        String lock = alongside == null
                ? ""
                : ", CASE WHEN " + QuestionMarks.doubled(removed.filter()) + " THEN "
                        + alongside.lock().sql() + " END";
        return "SELECT " + QuestionMarks.doubled(String.join(", ", list)) + lock + row(statement) + " " + target.lock();
    }

    /** Written by another statement, so that it sees what has been committed while the row's lock was waited for. */
    private String entry(SubmittedStatement statement, Alongside alongside) {
        return alongside == null
                ? ""
                : ";\n" + alongside.insert().sql() + row(statement) + " AND "
                        + QuestionMarks.doubled(removed.filter()) + " AND "
                        + alongside.condition().sql();
    }

    private String row(SubmittedStatement statement) {
        return " FROM " + statement.sql().text(write.targetSpan()) + "\n WHERE ("
                + statement.sql().text(write.where()) + "\n)";
    }

    private List<BoundValue> named(SubmittedStatement statement) {
        LexedSql lexed = statement.sql();
        return IntStream.range(write.where().from(), write.where().to())
                .filter(token -> lexed.type(token) == TokenType.PARAMETER)
                .mapToObj(token -> SqlBuilder.bindable(statement, lexed.parameter(token)))
                .toList();
    }

    private ChangedRow read(ResultSet row) throws SQLException {
        String[] texts = new String[identityWidth];
        int index = 0;
        while (index < table.key().size()) {
            texts[index] = row.getString(++index);
        }
        RowIdentity identity = identities.of(texts, null);
        return conditional && !row.getBoolean(++index)
                ? Look.unaffected(identity)
                : new ChangedRow(identity, true, false, null, removed.changes(row, index));
    }
}
