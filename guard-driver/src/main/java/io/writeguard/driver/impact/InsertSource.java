package io.writeguard.driver.impact;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.driver.schema.Identifiers;
import io.writeguard.driver.schema.TableColumn;
import io.writeguard.driver.statement.InsertedRows;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.Span;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows that an INSERT offers, as a relation named {@code excluded} whose columns have the table's names and types. */
final class InsertSource {

    private final SubmittedStatement statement;
    private final Write write;
    private final GuardedTable table;
    private final List<TableColumn> needed;
    private final int width;

    /**
     * @param needed the columns that the question refers to
     */
    InsertSource(
            Questions questions,
            SubmittedStatement statement,
            Write write,
            GuardedTable table,
            List<TableColumn> needed)
            throws SQLException {
        this.statement = statement;
        this.write = write;
        this.table = table;
        this.needed = needed;
        this.width = write.query() == null ? 0 : queryWidth(questions);
    }

    /** Appends it, aliased; its first column, {@code wg_row}, numbers the rows of VALUES from 0. */
    void append(SqlBuilder sql) {
        if (write.query() == null) {
            appendValues(sql);
        } else {
            appendQuery(sql);
        }
        StringBuilder alias = new StringBuilder(" AS excluded(wg_row");
        needed.forEach(column -> alias.append(", ").append(Identifiers.quoted(column.name())));
        sql.own(alias.append(")").toString());
    }

    List<Span> spans() {
        List<Span> spans = new ArrayList<>();
        if (write.query() != null) {
            spans.add(write.query());
        }
        for (List<ValueSource> row : write.rows()) {
            for (ValueSource source : row) {
                if (source instanceof ValueSource.Expression expression) {
                    spans.add(expression.span());
                }
            }
        }
        return spans;
    }

    private void appendValues(SqlBuilder sql) {
        Expressions expressions =
                new Expressions(new TargetRow(table, table.name().name()));
        String separator = "(VALUES (";
        for (int number = 0; number < write.rows().size(); number++) {
            sql.own(separator + number);
            for (TableColumn column : needed) {
                sql.own(", ");
                expressions.append(sql, InsertedRows.source(table, write, number, column.name()), column);
            }
            separator = "), (";
        }
        sql.own("))");
    }

    private void appendQuery(SqlBuilder sql) {
        sql.own("(SELECT 0");
        for (TableColumn column : needed) {
            int position = InsertedRows.position(table, write, column.name());
            String value = position >= 0 && position < width ? "wg_source.c" + position : defaultOf(column);
            sql.own(", CAST(" + value + " AS " + column.type() + ")");
        }
        sql.own(" FROM (").span(write.query()).own(") AS wg_source");
        StringBuilder names = new StringBuilder("(c0");
        for (int i = 1; i < width; i++) {
            names.append(", c").append(i);
        }
        sql.own(names.append("))").toString());
    }

    private static String defaultOf(TableColumn column) {
        return column.defaultsToNull() ? "NULL" : column.defaultExpression();
    }

    private int queryWidth(Questions questions) throws SQLException {
        if (!write.columns().isEmpty()) {
            return write.columns().size();
        }
        SqlBuilder sql = new SqlBuilder(statement);
        WithClause.append(sql, statement, write, List.of(write.query()));
        return questions.width(sql.own("SELECT * FROM (")
                .span(write.query())
                .own(") AS wg_source")
                .build());
    }
}
