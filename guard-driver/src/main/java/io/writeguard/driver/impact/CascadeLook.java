package io.writeguard.driver.impact;

import io.writeguard.driver.schema.CascadePath;
import io.writeguard.driver.schema.ForeignKey;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;
import java.util.List;

/**
 * The rows of a guarded table that go with the rows of another table that a DELETE names: all of them, as
 * one that has no secret may be about to get one.
 */
public final class CascadeLook {

    private static final String CHILD = "wg_child";

    private CascadeLook() {}

    /**
     * @throws NotAskable where the question can't be made of the statement
     */
    public static void run(
            Questions questions,
            SubmittedStatement statement,
            Write write,
            CascadePath path,
            RowIdentities identities,
            ChangedRow.Visitor visitor)
            throws SQLException {
        TargetRow target = new TargetRow(path.guarded(), CHILD);
        RemovedRow removed = new RemovedRow(target, path.guarded().secrets());
        SqlBuilder sql = new SqlBuilder(statement);
        WithClause.append(sql, statement, write, DeleteLook.usedSpans(write));
        sql.own("SELECT " + removed.filter() + " AS wg_affected, " + removed.list() + " FROM "
                + Identifiers.quoted(path.guarded().name()) + " AS " + CHILD + " WHERE true");
        String child = CHILD;
        List<ForeignKey> keys = path.keys();
        for (int i = keys.size() - 1; i > 0; i--) {
            String parent = "wg_parent" + i;
            sql.own(" AND EXISTS (SELECT FROM " + Identifiers.quoted(keys.get(i).parentName()) + " AS " + parent
                    + " WHERE " + matches(keys.get(i), child, parent));
            child = parent;
        }
        sql.own(" AND EXISTS (SELECT FROM ").span(write.targetSpan());
        if (write.from() != null) {
            sql.own(", ").span(write.from());
        }
        sql.own(" WHERE " + matches(keys.get(0), child, Identifiers.quoted(NamedRows.reference(write))));
        if (write.where() != null) {
            sql.own(" AND (").span(write.where()).own(")");
        }
        sql.own(")".repeat(keys.size()) + " " + target.lock());
        questions.ask(
                sql.build(),
                row -> visitor.visit(row.getBoolean(1) ? removed.read(row, 1, identities) : Look.unaffected(null)));
    }

    private static String matches(ForeignKey key, String child, String parent) {
        StringBuilder condition = new StringBuilder();
        for (int i = 0; i < key.childColumns().size(); i++) {
            condition.append(i == 0 ? "" : " AND ");
            condition.append(
                    parent + "." + Identifiers.quoted(key.parentColumns().get(i)));
            condition.append(
                    " = " + child + "." + Identifiers.quoted(key.childColumns().get(i)));
        }
        return condition.toString();
    }
}
