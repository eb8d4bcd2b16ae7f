package io.writeguard.driver.judge;

import io.writeguard.driver.statement.NamedRows;
import io.writeguard.rules.plan.Assignment;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The columns that choose the rows of a write and give them their values. */
final class Mentions {

    private final LexedSql sql;
    private final Write write;
    private final Span source;
    private final boolean tableAgain;

    Mentions(LexedSql sql, Write write) {
        this.sql = sql;
        this.write = write;
        this.source = write.merge() == null ? write.from() : write.merge().source();
        this.tableAgain = Stream.concat(conditions(), Stream.ofNullable(source)).anyMatch(this::namesTable);
    }

    /** Whether one of the written table's columns is mentioned. A name qualified by another relation is none of them. */
    boolean any(Set<String> columns) {
        return write.assignments().stream().anyMatch(assignment -> copies(assignment, columns))
                || conditions().anyMatch(span -> names(span, columns))
                || (tableAgain && source != null && names(source, columns));
    }

    /** Whether a value of one of these columns is made of one of those. */
    boolean inValuesOf(Predicate<String> assigned, Set<String> columns) {
        return write.assignments().stream()
                .filter(assignment -> assigned.test(assignment.column()))
                .anyMatch(assignment ->
                        copies(assignment, columns) || (span(assignment) != null && names(span(assignment), columns)));
    }

    /** Whether it is another column's value as it stands. */
    private static boolean copies(Assignment assignment, Set<String> columns) {
        return assignment.value() instanceof ValueSource.OwnColumn own
                && !own.column().equals(assignment.column())
                && columns.contains(own.column());
    }

    private Stream<Span> conditions() {
        Stream<Span> assigned = write.assignments().stream().map(Mentions::span);
        Span on = write.merge() == null ? null : write.merge().on();
        return Stream.concat(assigned, Stream.concat(Stream.ofNullable(write.where()), Stream.ofNullable(on)))
                .filter(Objects::nonNull);
    }

    private static Span span(Assignment assignment) {
        return assignment.value() instanceof ValueSource.Expression expression ? expression.span() : null;
    }

    private boolean names(Span span, Set<String> columns) {
        for (int token = span.from(); token < span.to(); token++) {
            if (sql.isName(token) && columns.contains(sql.word(token)) && (tableAgain || !isForeign(token))) {
                return true;
            }
        }
        return false;
    }

    /** Whether the table is joined, or looked at in a sub-select, under whatever alias. */
    private boolean namesTable(Span span) {
        for (int token = span.from(); token < span.to(); token++) {
            boolean qualifier = sql.is(token + 1, TokenType.DOT);
            if (!qualifier
                    && sql.isName(token)
                    && sql.word(token).equals(write.target().name())) {
                return true;
            }
        }
        return false;
    }

    private boolean isForeign(int token) {
        return sql.is(token - 1, TokenType.DOT)
                && sql.isName(token - 2)
                && !sql.word(token - 2).equals(NamedRows.reference(write));
    }
}
