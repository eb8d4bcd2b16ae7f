package io.writeguard.rules.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * One write as the command {@code explain} shows it.
 *
 * @param operation the operation's name
 * @param table as written, folded
 * @param columns base names in order; null for DELETE and TRUNCATE
 * @param where whether a predicate restricts the write; null for INSERT, TRUNCATE and COPY
 */
public record Explained(String operation, String table, List<String> columns, Boolean where) {

    public Explained {
        columns = columns == null ? null : List.copyOf(columns);
    }

    /** The writes of a statement; an INSERT … ON CONFLICT DO UPDATE shows as two. */
    public static List<Explained> of(StatementReading reading) {
        return of(reading.writes());
    }

    static List<Explained> of(List<Write> writes) {
        List<Explained> explained = new ArrayList<>();
        for (Write write : writes) {
            explained.add(of(write));
            ConflictClause conflict = write.conflict();
            if (conflict != null && conflict.update()) {
                explained.add(new Explained(
                        Operation.ON_CONFLICT_UPDATE.id(),
                        write.target().toString(),
                        conflict.assignments().stream().map(Assignment::column).toList(),
                        conflict.where() != null));
            }
        }
        return explained;
    }

    private static Explained of(Write write) {
        Operation operation = write.operation();
        boolean hasColumns = switch (operation) {
            case DELETE, MERGE_DELETE, TRUNCATE -> false;
            default -> true;
        };
        boolean hasWhere = switch (operation) {
            case INSERT, TRUNCATE, COPY_FROM -> false;
            default -> true;
        };
        return new Explained(
                operation.id(),
                write.target().toString(),
                hasColumns ? write.columns() : null,
                hasWhere ? write.where() != null : null);
    }
}
