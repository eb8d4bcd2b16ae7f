package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.Words;
import java.util.List;
import java.util.Set;

/**
 * Reads what the statements of a text do. What it can't establish carries a problem; it never guesses.
 *
 * <p>A reading holds token spans, no text: for two texts of equal {@link LexedSql#shape()} it is the same.
 */
public final class SqlReader {

    private SqlReader() {}

    /** The statements in order, none for a text without any. Never throws. */
    public static List<StatementReading> read(LexedSql sql) {
        return read(sql, true);
    }

    /**
     * The same by the first of the two readings alone, in a sixth of the time: the problem that both don't agree is not
     * among what it finds. Enough to learn what kind a statement is of and what it names; not to judge a write.
     */
    public static List<StatementReading> outline(LexedSql sql) {
        return read(sql, false);
    }

    private static List<StatementReading> read(LexedSql sql, boolean twice) {
        if (sql.problem() != null) {
            return List.of(unreadable(sql));
        }
        return sql.statements().stream()
                .map(statement -> new StatementReader(sql, statement, twice).read())
                .toList();
    }

    private static StatementReading unreadable(LexedSql sql) {
        return new StatementReading(
                new Span(0, 0),
                StatementKind.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                Words.in(sql.sql()),
                Set.of(),
                sql.problem());
    }
}
