package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Assignment;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows that an UPDATE would change, as far as secrets are concerned. */
public final class UpdateLook {

    private UpdateLook() {}

    /**
     * Every row that the UPDATE finds, the affected ones in full.
     *
     * @param secrets those that the UPDATE reaches
     * @throws NotAskable where the question can't be made of the statement
     */
    public static Look of(
            Entries entries,
            Write write,
            GuardedTable table,
            List<SecretAssignment> secrets,
            RowIdentities identities) {
        if (TakenSecrets.areAll(table, write, secrets)) {
            List<GuardedColumn> taken =
                    secrets.stream().map(SecretAssignment::secret).toList();
            return DeleteLook.of(entries, write, table, taken, identities);
        }
        TargetRow target = new TargetRow(table, NamedRows.reference(write));
        ChangeQuery change = new ChangeQuery(target, secrets, write.assignments());
        SqlBuilder sql = new SqlBuilder(entries);
        WithClause.append(sql, entries, write, usedSpans(write, change));
        sql.select()
                .own(change.filter() + " AS wg_affected, " + change.selectList())
                .from()
                .tables(write);
        change.appendComputed(sql);
        sql.predicate("WHERE", write).own(" " + target.lock());
        boolean joined = write.from() != null;
        return new Look(
                sql.build(),
                row -> row.getBoolean(2)
                        ? change.read(row, 2, identities)
                        : Look.unaffected(joined ? target.identity(row, 2, identities) : null));
    }

    /**
     * All rows of the table, which is locked against every other transaction first, as the statement itself will.
     *
     * @throws NotAskable where the question can't be made of the statement
     */
    public static void ofWholeTable(
            Questions questions,
            SubmittedStatement statement,
            GuardedTable table,
            List<SecretAssignment> secrets,
            List<Assignment> assignments,
            RowIdentities identities,
            ChangedRow.Visitor visitor)
            throws SQLException {
        String name = Identifiers.quoted(table.name());
        questions.run("LOCK TABLE " + name + " IN ACCESS EXCLUSIVE MODE");
        TargetRow target = new TargetRow(table, table.name().name());
        ChangeQuery change = new ChangeQuery(target, secrets, assignments);
        SqlBuilder sql = new SqlBuilder(statement).own("SELECT " + change.selectList() + " FROM " + name);
        change.appendComputed(sql);
        sql.own(" WHERE " + change.filter());
        questions.ask(sql.build(), row -> visitor.visit(change.read(row, 0, identities)));
    }

    private static List<Span> usedSpans(Write write, ChangeQuery change) {
        List<Span> used = new ArrayList<>(change.spans());
        if (write.from() != null) {
            used.add(write.from());
        }
        if (write.where() != null) {
            used.add(write.where());
        }
        return used;
    }
}
