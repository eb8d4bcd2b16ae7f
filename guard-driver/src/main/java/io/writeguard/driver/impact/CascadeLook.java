package io.writeguard.driver.impact;

import io.writeguard.driver.schema.CascadePath;
import io.writeguard.driver.schema.ForeignKey;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Write;
import java.sql.SQLException;

/**
 * The rows of a guarded table that go with the rows of another table that a DELETE names: all of them, as
 * one that has no secret may be about to get one.
 */
public final class CascadeLook {

    private static final String CHILD = "wg_child";

    private final SubmittedStatement statement;
    private final Write write;
    private final CascadePath path;

    public CascadeLook(SubmittedStatement statement, Write write, CascadePath path) {
        this.statement = statement;
        this.write = write;
        this.path = path;
    }

    /**
     * The rows above them are locked first, so that none can be put below them before they go: an INSERT or UPDATE of a child
     * has to lock its parent (manual, "Explicit Locking": FOR KEY SHARE).
     *
     * @throws NotAskable where the question can't be made of the statement, or the role may not lock the rows
     */
    public void run(Questions questions, RowIdentities identities, ChangedRow.Visitor visitor) throws SQLException {
        if (!path.keys().stream().allMatch(ForeignKey::parentLockable)) {
            throw new NotAskable("the role may not lock the rows from which it cascades");
        }
        for (int level = 0; level < path.keys().size(); level++) {
            questions.number(lock(level));
        }
        TargetRow target = new TargetRow(path.guarded(), CHILD);
        RemovedRow removed = new RemovedRow(target, path.guarded().secrets());
        SqlBuilder sql = question();
        sql.own("SELECT " + removed.filter() + " AS wg_affected, " + removed.list() + " FROM "
                + Identifiers.quoted(path.guarded().name()) + " AS " + CHILD + " WHERE true");
        appendParents(sql, path.keys().size(), CHILD);
        sql.own(" " + target.lock());
        questions.ask(
                sql.build(),
                row -> visitor.visit(row.getBoolean(1) ? removed.read(row, 1, identities) : Look.unaffected(null)));
    }

    /** Locks the rows that the DELETE names, or those so many keys below them. */
    private Question lock(int level) {
        String locked = level == 0 ? Identifiers.quoted(NamedRows.reference(write)) : parent(level);
        SqlBuilder sql = question().own("SELECT pg_catalog.count(*) FROM (SELECT FROM ");
        if (level == 0) {
            sql.tables(write).predicate("WHERE", write);
        } else {
            sql.own(Identifiers.quoted(path.keys().get(level).parentName()) + " AS " + locked + " WHERE true");
            appendParents(sql, level, locked);
        }
        return sql.own(" FOR UPDATE OF " + locked + ") AS wg_locked").build();
    }

    private SqlBuilder question() {
        SqlBuilder sql = new SqlBuilder(statement);
        WithClause.append(sql, statement, write, DeleteLook.usedSpans(write));
        return sql;
    }

    /** Holds where a row so many keys below those that the DELETE names goes with one of them. */
    private void appendParents(SqlBuilder sql, int level, String row) {
        String child = row;
        for (int i = level - 1; i > 0; i--) {
            ForeignKey key = path.keys().get(i);
            sql.own(" AND EXISTS (SELECT FROM " + Identifiers.quoted(key.parentName()) + " AS " + parent(i) + " WHERE "
                    + matches(key, child, parent(i)));
            child = parent(i);
        }
        sql.own(" AND EXISTS (SELECT FROM ")
                .tables(write)
                .own(" WHERE " + matches(path.keys().get(0), child, Identifiers.quoted(NamedRows.reference(write))))
                .predicate("AND", write)
                .own(")".repeat(level));
    }

    private static String parent(int level) {
        return "wg_parent" + level;
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
