package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows with a live secret that a DELETE, a TRUNCATE or a DROP would take away. */
public final class DeleteLook {

    private final TargetRow target;
    private final List<GuardedColumn> secrets;

    private DeleteLook(TargetRow target, List<GuardedColumn> secrets) {
        this.target = target;
        this.secrets = secrets;
    }

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
        DeleteLook look = new DeleteLook(new TargetRow(table, NamedRows.reference(write)), table.secrets());
        SqlBuilder sql = new SqlBuilder(statement);
        List<Span> used = new ArrayList<>();
        if (write.from() != null) {
            used.add(write.from());
        }
        if (write.where() != null) {
            used.add(write.where());
        }
        WithClause.append(sql, statement, write, used);
        sql.own(look.select()).span(write.targetSpan());
        if (write.from() != null) {
            sql.own(", ").span(write.from());
        }
        sql.own(" WHERE " + look.filter());
        if (write.where() != null) {
            sql.own(" AND (").span(write.where()).own(")");
        }
        sql.own(" " + look.target.lock());
        questions.ask(sql.build(), row -> visitor.visit(look.read(row, identities)));
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
        DeleteLook look = new DeleteLook(new TargetRow(table, table.name().name()), secrets);
        Question question = new Question(look.select() + name + " WHERE " + look.filter(), false, List.of());
        questions.ask(question, row -> visitor.visit(look.read(row, identities)));
    }

    private String select() {
        StringBuilder list = new StringBuilder("SELECT " + target.identityList());
        for (GuardedColumn secret : secrets) {
            list.append(", ").append(Values.readable(secret.type(), target.column(secret.name())));
        }
        return list.append(" FROM ").toString();
    }

    private String filter() {
        List<String> present = secrets.stream()
                .map(secret -> Values.present(secret.type(), target.column(secret.name())))
                .toList();
        return target.accepted() + " AND (" + String.join(" OR ", present) + ")";
    }

    private ChangedRow read(ResultSet row, RowIdentities identities) throws SQLException {
        int index = target.identityWidth();
        List<SecretChange> changes = new ArrayList<>();
        for (GuardedColumn secret : secrets) {
            SecretValue before = Values.read(row, ++index, secret.type());
            changes.add(new SecretChange(before, SecretValue.NULL, !(before instanceof SecretValue.Null)));
        }
        return new ChangedRow(target.identity(row, identities), true, false, changes);
    }
}
