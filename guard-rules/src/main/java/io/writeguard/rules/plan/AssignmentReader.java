package io.writeguard.rules.plan;

import io.writeguard.rules.plan.ValueReader.Scope;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Reads the list after SET. */
final class AssignmentReader {

    /** The left side of one assignment. */
    private record Column(String name, boolean partial) {}

    private final LexedSql sql;
    private final ValueReader values;
    private final List<Assignment> assignments = new ArrayList<>();
    private String problem;

    private AssignmentReader(LexedSql sql, Scope scope) {
        this.sql = sql;
        this.values = new ValueReader(sql, scope);
    }

    /** Reads a list; what is wrong with it becomes the cursor's problem. */
    static List<Assignment> read(Cursor cursor, Span list, Scope scope) {
        AssignmentReader reader = new AssignmentReader(cursor.sql(), scope);
        List<Span> items = Clauses.items(cursor.sql(), list);
        if (items.isEmpty()) {
            cursor.failExpecting("an assignment");
        }
        items.forEach(reader::item);
        if (reader.problem != null) {
            cursor.fail(reader.problem);
        }
        return reader.assignments;
    }

    private void item(Span item) {
        Cursor cursor = new Cursor(sql, item);
        if (cursor.at(TokenType.OPEN_PARENTHESIS)) {
            severalColumns(cursor);
        } else {
            Column column = column(cursor);
            cursor.expectOperator("=");
            Span value = new Span(cursor.position(), cursor.limit());
            assign(column, values.read(value, column.name()));
        }
        if (problem == null) {
            problem = cursor.problem();
        }
    }

    private void assign(Column column, ValueSource value) {
        assignments.add(new Assignment(column.name(), column.partial(), value));
    }

    private void severalColumns(Cursor cursor) {
        List<Column> columns = new ArrayList<>();
        for (Span item : Clauses.items(sql, cursor.parenthesised())) {
            Cursor left = new Cursor(sql, item);
            columns.add(column(left));
            left.expectEnd();
            if (left.problem() != null) {
                cursor.fail(left.problem());
            }
        }
        cursor.expectOperator("=");
        Span source = new Span(cursor.position(), cursor.limit());
        if (Clauses.isQuery(sql, source)) {
            fromQuery(columns, Clauses.unwrap(sql, source), false);
        } else {
            fromRow(cursor, columns, source);
        }
    }

    private void fromQuery(List<Column> columns, Span query, boolean row) {
        for (int i = 0; i < columns.size(); i++) {
            assign(columns.get(i), new ValueSource.SubselectColumn(query, row, i, columns.size()));
        }
    }

    private void fromRow(Cursor cursor, List<Column> columns, Span source) {
        Span row = Clauses.unwrap(sql, source);
        if (sql.isKeyword(row.from(), "row")) {
            row = Clauses.unwrap(sql, new Span(row.from() + 1, row.to()));
        }
        List<Span> fields = Clauses.items(sql, row);
        if (fields.stream().anyMatch(this::standsForSeveral)) {
            fromQuery(columns, row, true);
            return;
        }
        if (fields.size() != columns.size()) {
            cursor.fail(columns.size() + " columns are set from a row of " + fields.size() + " expressions");
            return;
        }
        for (int i = 0; i < fields.size(); i++) {
            assign(columns.get(i), values.read(fields.get(i), columns.get(i).name()));
        }
    }

    /** {@code s.*}, {@code (s.c).*}: only the database knows how many. */
    private boolean standsForSeveral(Span field) {
        return sql.isOperator(field.to() - 1, "*") && sql.is(field.to() - 2, TokenType.DOT);
    }

    private static Column column(Cursor cursor) {
        String name = cursor.name();
        return new Column(name, skipIndirection(cursor));
    }

    /** Passes over {@code [1]} and {@code .field}; whether there was one. */
    static boolean skipIndirection(Cursor cursor) {
        int from = cursor.position();
        while (cursor.at(TokenType.OPEN_BRACKET) || cursor.at(TokenType.DOT)) {
            if (cursor.accept(TokenType.DOT)) {
                cursor.name();
            } else {
                cursor.moveTo(Clauses.next(cursor.sql(), cursor.position()));
            }
        }
        return cursor.position() > from;
    }
}
