package io.writeguard.rules.plan;

import io.writeguard.rules.plan.ValueReader.Scope;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Reads an INSERT after its keyword. */
final class InsertReader {

    private final Cursor cursor;
    private final LexedSql sql;

    InsertReader(Cursor cursor) {
        this.cursor = cursor;
        this.sql = cursor.sql();
    }

    WriteDraft read() {
        cursor.expect("into");
        WriteDraft draft = new WriteDraft(Operation.INSERT, target());
        columnsAndOverriding(cursor, draft);
        if (cursor.acceptAll("default", "values")) {
            draft.rows = List.of(List.of());
        } else {
            source(draft);
        }
        if (cursor.acceptAll("on", "conflict")) {
            draft.conflict = new ConflictReader(cursor, draft.target).read();
        }
        WriteReader.returning(cursor);
        return draft;
    }

    /** Only AS introduces an alias here. */
    private Target target() {
        int from = cursor.position();
        RelationName relation = cursor.relation();
        String alias = cursor.accept("as") ? cursor.name() : null;
        return new Target(relation, alias, new Span(from, cursor.position()));
    }

    static void columnsAndOverriding(Cursor cursor, WriteDraft draft) {
        if (cursor.at(TokenType.OPEN_PARENTHESIS) && !startsQuery(cursor)) {
            draft.columns = columns(cursor);
        }
        if (cursor.at("overriding")) {
            draft.overriding = cursor.acceptAll("overriding", "system", "value")
                    || cursor.acceptAll("overriding", "user", "value");
        }
    }

    private static boolean startsQuery(Cursor cursor) {
        int open = cursor.position();
        return Clauses.isQuery(cursor.sql(), new Span(open, cursor.sql().partner(open) + 1));
    }

    /** A parenthesised list of columns; of {@code a[1]} and {@code a.f} the column a. */
    static List<String> columns(Cursor cursor) {
        List<String> columns = new ArrayList<>();
        for (Span item : Clauses.items(cursor.sql(), cursor.parenthesised())) {
            Cursor column = new Cursor(cursor.sql(), item);
            columns.add(column.name());
            AssignmentReader.skipIndirection(column);
            column.expectEnd();
            if (column.problem() != null) {
                cursor.fail(column.problem());
            }
        }
        return columns;
    }

    private void source(WriteDraft draft) {
        int from = cursor.position();
        if (from >= cursor.limit()) {
            cursor.failExpecting("VALUES or a query");
            return;
        }
        Span source = new Span(from, endOfSource(from));
        if (!Clauses.isQuery(sql, source)) {
            cursor.failExpecting("VALUES or a query");
            return;
        }
        cursor.moveTo(source.to());
        List<List<ValueSource>> rows = rows(sql, draft.columns, source);
        if (rows.isEmpty()) {
            draft.query = source;
        } else {
            draft.rows = rows;
        }
    }

    /** Where ON CONFLICT or RETURNING begins: {@code ON conflict} may also be the condition of a join. */
    private int endOfSource(int from) {
        int end = Clauses.find(sql, new Span(from, cursor.limit()), "returning");
        int on = Clauses.find(sql, new Span(from, end), "on");
        while (on < end && !isConflictClause(on, end)) {
            on = Clauses.find(sql, new Span(on + 1, end), "on");
        }
        return on;
    }

    private boolean isConflictClause(int on, int end) {
        if (!sql.isKeyword(on + 1, "conflict") || on + 2 >= end) {
            return false;
        }
        if (Clauses.isAny(sql, on + 2, "do", "on")) {
            return sql.isKeyword(on + 2, "do") || sql.isKeyword(on + 3, "constraint");
        }
        return sql.type(on + 2) == TokenType.OPEN_PARENTHESIS
                && Clauses.find(sql, new Span(on + 2, end), "do") < end
                && Clauses.find(sql, new Span(on + 1, end), "on") == end;
    }

    /** The rows of a plain VALUES list; none where it is sorted, cut or part of a larger query. */
    static List<List<ValueSource>> rows(LexedSql sql, List<String> columns, Span source) {
        List<List<ValueSource>> rows = new ArrayList<>();
        int token = source.from();
        if (!sql.isKeyword(token, "values")) {
            return List.of();
        }
        do {
            token++;
            if (!sql.is(token, TokenType.OPEN_PARENTHESIS)) {
                return List.of();
            }
            rows.add(row(sql, columns, new Span(token + 1, sql.partner(token))));
            token = Clauses.next(sql, token);
        } while (token < source.to() && sql.type(token) == TokenType.COMMA);
        return token == source.to() ? rows : List.of();
    }

    private static List<ValueSource> row(LexedSql sql, List<String> columns, Span row) {
        ValueReader reader = new ValueReader(sql, Scope.NONE);
        List<ValueSource> values = new ArrayList<>(columns.size());
        for (Span item : Clauses.items(sql, row)) {
            values.add(reader.read(item, null));
        }
        return List.copyOf(values);
    }
}
