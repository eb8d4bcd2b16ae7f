package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
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
     * Every row that the DELETE finds, those with a live secret in full.
     *
     * @throws NotAskable where the question can't be made of the statement
     */
    public static Look ofDelete(Entries entries, Write write, GuardedTable table, RowIdentities identities) {
        return of(entries, write, table, table.secrets(), identities);
    }

    /** As {@link #ofDelete}, of a write that leaves the rows without any of these secrets. */
    static Look of(
            Entries entries, Write write, GuardedTable table, List<GuardedColumn> secrets, RowIdentities identities) {
        TargetRow target = new TargetRow(table, NamedRows.reference(write));
        RemovedRow removed = new RemovedRow(target, secrets);
        SqlBuilder sql = new SqlBuilder(entries);
        WithClause.append(sql, entries, write, usedSpans(write));
        sql.select()
                .own(removed.filter() + " AS wg_affected, " + removed.list())
                .from()
                .tables(write)
                .predicate("WHERE", write)
                .own(" " + target.lock());
        boolean joined = write.from() != null;
        return new Look(
                sql.build(),
                row -> row.getBoolean(2)
                        ? removed.read(row, 2, identities)
                        : Look.unaffected(joined ? target.identity(row, 2, identities) : null));
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
        questions.ask(question, row -> visitor.visit(removed.read(row, 0, identities)));
    }

    /** The spans of a DELETE that a question about its rows uses. */
    static List<Span> usedSpans(Write write) {
        return Stream.of(write.from(), write.where()).filter(Objects::nonNull).toList();
    }
}
