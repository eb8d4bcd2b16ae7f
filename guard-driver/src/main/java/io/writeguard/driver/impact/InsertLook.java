package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.RowIdentities;
import io.writeguard.driver.schema.TableColumn;
import io.writeguard.driver.schema.UniqueKey;
import io.writeguard.driver.statement.NamedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.plan.ConflictClause;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an INSERT offers to its table, and which of the rows there it meets. */
public final class InsertLook {

    /** Takes the secrets of the rows that an INSERT offers. */
    @FunctionalInterface
    public interface OfferedRows {
        /**
         * Returns whether the next row is wanted.
         *
         * @param secrets in the order of the question; null for one that {@code only-rows} leaves out of this row
         * @param accepted whether {@code live-when} accepts the row
         */
        boolean take(List<SecretValue> secrets, boolean accepted) throws SQLException;
    }

    private final Questions questions;
    private final SubmittedStatement statement;
    private final Write write;
    private final GuardedTable table;
    private final TargetRow target;

    public InsertLook(Questions questions, SubmittedStatement statement, Write write, GuardedTable table) {
        this.questions = questions;
        this.statement = statement;
        this.write = write;
        this.table = table;
        this.target = new TargetRow(table, NamedRows.reference(write));
    }

    /**
     * The rows that would be new: those that meet no row of the table in a unique key.
     *
     * @throws NotAskable where the question can't be made of the statement
     */
    public void newRows(List<GuardedColumn> secrets, OfferedRows rows) throws SQLException {
        Set<String> needed = new LinkedHashSet<>();
        secrets.forEach(secret -> {
            needed.add(secret.column().name());
            needed.addAll(secret.onlyRowsColumns());
        });
        needed.addAll(table.liveWhenColumns());
        List<UniqueKey> keys = write.conflict() == null ? List.of() : arbiters(write.conflict());
        keys.forEach(key -> needed.addAll(key.columns()));
        InsertSource source = source(needed);
        SqlBuilder sql = new SqlBuilder(statement);
        WithClause.append(sql, statement, write, source.spans());
        TargetRow offered = new TargetRow(table, "excluded");
        String list = secrets.stream()
                .map(secret ->
                        Values.readable(secret, offered.column(secret.column().name())) + ", " + offered.holds(secret))
                .collect(Collectors.joining(", "));
        sql.own("SELECT " + list + ", " + offered.accepted() + " FROM ");
        source.append(sql);
        if (!keys.isEmpty()) {
            sql.own(" WHERE NOT EXISTS (SELECT FROM ").span(write.targetSpan()).own(" WHERE " + meets(keys) + ")");
        }
        questions.ask(sql.build(), row -> {
            List<SecretValue> values = new ArrayList<>();
            for (int i = 0; i < secrets.size(); i++) {
                SecretValue value = Values.read(row, 2 * i + 1, secrets.get(i).type());
                values.add(row.getBoolean(2 * i + 2) ? value : null);
            }
            return rows.take(values, row.getBoolean(2 * secrets.size() + 1));
        });
    }

    /**
     * Every row that ON CONFLICT DO UPDATE would change, the affected ones in full.
     *
     * @throws NotAskable where the question can't be made of the statement
     */
    public Look conflicts(Entries entries, List<SecretAssignment> secrets, RowIdentities identities)
            throws SQLException {
        ConflictClause conflict = write.conflict();
        List<UniqueKey> keys = arbiters(conflict);
        ChangeQuery change = new ChangeQuery(target, secrets, conflict.assignments());
        Set<String> needed = new LinkedHashSet<>(excludedColumns());
        keys.forEach(key -> needed.addAll(key.columns()));
        InsertSource source = source(needed);
        List<Span> used = new ArrayList<>(source.spans());
        used.addAll(change.spans());
        SqlBuilder sql = new SqlBuilder(entries);
        WithClause.append(sql, entries, write, used);
        sql.select()
                .own(change.filter() + " AS wg_affected, " + change.selectList())
                .from()
                .span(write.targetSpan())
                .own(", ")
                .lateral();
        source.append(sql);
        change.appendComputed(sql);
        sql.own(" WHERE " + meets(keys));
        if (conflict.where() != null) {
            sql.own(" AND (").span(conflict.where()).own(")");
        }
        sql.own(" " + target.lock());
        return new Look(
                sql.build(),
                row -> row.getBoolean(2)
                        ? change.read(row, 2, identities)
                        : Look.unaffected(target.identity(row, 2, identities)));
    }

    private InsertSource source(Set<String> names) throws SQLException {
        List<TableColumn> columns = table.columns().stream()
                .filter(column -> names.contains(column.name()))
                .toList();
        return new InsertSource(questions, statement, write, table, columns);
    }

    private String meets(List<UniqueKey> keys) {
        return keys.stream().map(this::meets).collect(Collectors.joining(" OR ", "(", ")"));
    }

    private String meets(UniqueKey key) {
        return key.columns().stream()
                .map(column -> target.column(column) + " = excluded." + Identifiers.quoted(column))
                .collect(Collectors.joining(" AND ", "(", ")"));
    }

    /** The unique keys on which a row conflicts (manual, INSERT: "ON CONFLICT Clause"). */
    private List<UniqueKey> arbiters(ConflictClause conflict) {
        boolean any = conflict.columns().isEmpty() && conflict.constraint() == null && !conflict.opaque();
        Set<String> columns = Set.copyOf(conflict.columns());
        List<UniqueKey> keys = table.uniqueKeys().stream()
                .filter(key -> any
                        || key.name().equals(conflict.constraint())
                        || (conflict.constraint() == null
                                && Set.copyOf(key.columns()).equals(columns)))
                .toList();
        if (conflict.opaque() || keys.isEmpty()) {
            throw new NotAskable("its ON CONFLICT names no plain unique key of the table");
        }
        return keys;
    }

    /** Every column of the table that a word of the DO UPDATE could mean. */
    private Set<String> excludedColumns() {
        Set<String> words = statement.reading().identifiers();
        return table.columns().stream()
                .map(TableColumn::name)
                .filter(words::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
