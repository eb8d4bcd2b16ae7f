package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.Span;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The rows with a live secret that a DELETE, a TRUNCATE or a DROP would take away. */
public final class DeleteLook {

    private DeleteLook() {}

    /**
     * @throws NotAskable where the question can't be made of the statement
     */
    public static void ofDelete(
            Questions questions,
            SubmittedStatement statement,
            Write write,
            GuardedTable table,
            RowIdentities identities,
            ChangedRow.Visitor visitor)
            throws SQLException {
        TargetRow target = new TargetRow(table, NamedRows.reference(write));
        RemovedRow removed = new RemovedRow(target, table.secrets());
        SqlBuilder sql = new SqlBuilder(statement);
        WithClause.append(sql, statement, write, usedSpans(write));
        sql.own(removed.select()).span(write.targetSpan());
        if (write.from() != null) {
            sql.own(", ").span(write.from());
        }
        sql.own(" WHERE " + removed.filter());
        if (write.where() != null) {
            sql.own(" AND (").span(write.where()).own(")");
        }
        sql.own(" " + target.lock());
        questions.ask(sql.build(), row -> visitor.visit(removed.read(row, identities)));
    }

    /**
     * All rows of the table, which is locked against every other transaction first, as the statement itself will.
     *
     * @param secrets those that the statement takes away
     */
    public static void ofWholeTable(
            Questions questions,
            GuardedTable table,
            List<GuardedColumn> secrets,
            RowIdentities identities,
            ChangedRow.Visitor visitor)
            throws SQLException {
        String name = Identifiers.quoted(table.name());
        questions.run("LOCK TABLE " + name + " IN ACCESS EXCLUSIVE MODE");
        RemovedRow removed = new RemovedRow(new TargetRow(table, table.name().name()), secrets);
        Question question = new Question(removed.select() + name + " WHERE " + removed.filter(), false, List.of());
        questions.ask(question, row -> visitor.visit(removed.read(row, identities)));
    }

    /** The spans of a DELETE that a question about its rows uses. */
    static List<Span> usedSpans(Write write) {
        return Stream.of(write.from(), write.where()).filter(Objects::nonNull).toList();
    }
}
