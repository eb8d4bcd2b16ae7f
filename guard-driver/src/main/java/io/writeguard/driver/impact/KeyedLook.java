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
    private LexedSql text;
    private String sql;
    private List<Integer> parameters;

    /**
     * @param secrets none of which is left with a value
     */
    public KeyedLook(Write write, GuardedTable table, List<GuardedColumn> secrets, RowIdentities identities) {
        this.write = write;
        this.table = table;
        this.identities = identities;
        this.target = new TargetRow(table, NamedRows.reference(write));
        this.removed = new RemovedRow(target, secrets);
        this.conditional = table.rules().liveWhen() != null;
    }

    /**
     * Together with the write.
     *
     * @throws NotAskable where a value of its predicate is not known
     */
    public Trip with(SubmittedStatement statement) {
        if (statement.sql() != text) {
            Question question = question(statement);
            parameters = parameters(statement);
            sql = Trip.sql(question.sql(), statement);
            text = statement.sql();
        }
        List<BoundValue> values = new ArrayList<>(parameters.size());
        for (int parameter : parameters) {
            values.add(SqlBuilder.bindable(statement, parameter));
        }
        return Trip.of(sql, values, statement, this::read);
    }

    private Question question(SubmittedStatement statement) {
        List<String> list = new ArrayList<>();
        table.key().forEach(column -> list.add(target.column(column) + "::pg_catalog.text"));
        if (conditional) {
            list.add(target.accepted());
        }
        list.add(removed.secretList());
        return new SqlBuilder(statement)
                .own("SELECT " + String.join(", ", list) + " FROM ")
                .span(write.targetSpan())
                .own(" WHERE (")
                .span(write.where())
                .own(") " + target.lock())
                .build();
    }

    private List<Integer> parameters(SubmittedStatement statement) {
        LexedSql sql = statement.sql();
        return IntStream.range(write.where().from(), write.where().to())
                .filter(token -> sql.type(token) == TokenType.PARAMETER)
                .mapToObj(sql::parameter)
                .toList();
    }

    private ChangedRow read(ResultSet row) throws SQLException {
        String[] texts = new String[table.identityColumns().size()];
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
