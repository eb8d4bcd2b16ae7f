package io.writeguard.rules.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.insert.InsertConflictAction;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.merge.MergeDelete;
import net.sf.jsqlparser.statement.merge.MergeInsert;
import net.sf.jsqlparser.statement.merge.MergeOperation;
import net.sf.jsqlparser.statement.merge.MergeUpdate;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;

/** What a statement of JSqlParser writes, in the words of {@link Explained}. Null stands for no opinion. */
final class ParsedWrites {

    private final CanonicalText canonical;

    ParsedWrites(CanonicalText canonical) {
        this.canonical = canonical;
    }

    List<Explained> of(Statement statement) {
        if (statement instanceof Update update) {
            return update(update);
        }
        if (statement instanceof Delete delete) {
            return one(Operation.DELETE, delete.getTable(), null, delete.getWhere() != null);
        }
        if (statement instanceof Insert insert) {
            return insert(insert);
        }
        if (statement instanceof Merge merge) {
            return merge(merge);
        }
        return statement instanceof Truncate truncate ? truncate(truncate) : null;
    }

    private List<Explained> update(Update update) {
        List<String> columns = assigned(update.getUpdateSets());
        return columns == null ? null : one(Operation.UPDATE, update.getTable(), columns, update.getWhere() != null);
    }

    private List<Explained> insert(Insert insert) {
        List<String> columns = names(insert.getColumns());
        if (columns == null || insert.getTable() == null) {
            return null;
        }
        List<Explained> writes = new ArrayList<>(one(Operation.INSERT, insert.getTable(), columns, null));
        InsertConflictAction action = insert.getConflictAction();
        if (action != null && action.getUpdateSets() != null) {
            List<String> assigned = assigned(action.getUpdateSets());
            if (assigned == null) {
                return null;
            }
            boolean where = action.getWhereExpression() != null;
            writes.addAll(one(Operation.ON_CONFLICT_UPDATE, insert.getTable(), assigned, where));
        }
        return writes;
    }

    private List<Explained> merge(Merge merge) {
        List<Explained> writes = new ArrayList<>();
        for (MergeOperation operation : merge.getOperations()) {
            List<Explained> action = action(merge.getTable(), operation);
            if (action == null) {
                return null;
            }
            writes.addAll(action);
        }
        return writes;
    }

    private List<Explained> action(Table table, MergeOperation operation) {
        if (operation instanceof MergeUpdate update) {
            List<String> columns = assigned(update.getUpdateSets());
            return columns == null
                    ? null
                    : one(Operation.MERGE_UPDATE, table, columns, isThere(update.getAndPredicate()));
        }
        if (operation instanceof MergeInsert insert) {
            List<String> columns = names(insert.getColumns());
            return columns == null
                    ? null
                    : one(Operation.MERGE_INSERT, table, columns, isThere(insert.getAndPredicate()));
        }
        return operation instanceof MergeDelete delete
                ? one(Operation.MERGE_DELETE, table, null, isThere(delete.getAndPredicate()))
                : null;
    }

    private static boolean isThere(Expression predicate) {
        return predicate != null;
    }

    private List<Explained> truncate(Truncate truncate) {
        List<Table> tables = truncate.getTables() == null ? List.of(truncate.getTable()) : truncate.getTables();
        return tables.stream()
                .flatMap(table -> one(Operation.TRUNCATE, table, null, null).stream())
                .toList();
    }

    private List<Explained> one(Operation operation, Table table, List<String> columns, Boolean where) {
        return List.of(new Explained(operation.id(), name(table), columns, where));
    }

    private String name(Table table) {
        return Stream.of(table.getCatalogName(), table.getSchemaName(), table.getName())
                .filter(Objects::nonNull)
                .map(canonical::name)
                .collect(Collectors.joining("."));
    }

    private List<String> assigned(List<UpdateSet> sets) {
        return names(sets.stream().flatMap(set -> set.getColumns().stream()).toList());
    }

    /** No opinion on an element or a field of a column, which JSqlParser takes for a column of another table. */
    private List<String> names(List<Column> columns) {
        if (columns == null) {
            return List.of();
        }
        boolean plain =
                columns.stream().allMatch(column -> column.getTable() == null && column.getArrayConstructor() == null);
        return plain
                ? columns.stream()
                        .map(column -> canonical.name(column.getColumnName()))
                        .toList()
                : null;
    }
}
