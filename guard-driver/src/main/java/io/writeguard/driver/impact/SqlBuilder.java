package io.writeguard.driver.impact;

import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.Write;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts a question together from the guard's own words and the statement's own tokens. */
final class SqlBuilder {

    private final Entries entries;
    private final SubmittedStatement statement;
    private final StringBuilder text = new StringBuilder();
    private final List<BoundValue> values = new ArrayList<>();
    private final Set<Integer> parameters = new TreeSet<>();
    private int entriesAt = -1;

    SqlBuilder(SubmittedStatement statement) {
        this(Entries.of(statement));
    }

    SqlBuilder(Entries entries) {
        this.entries = entries;
        this.statement = entries.first();
    }

    /** Words of the guard, or of the rules file; a {@code ?} in them is no parameter. */
    SqlBuilder own(String words) {
        text.append(statement.prepared() ? QuestionMarks.doubled(words) : words);
        return this;
    }

    /** {@code SELECT}, and which of the entries a row is about, as the first column. */
    SqlBuilder select() {
        return own("SELECT " + (entries.isBatch() ? "wg_entry.n" : "0") + ", ");
    }

    /** {@code FROM}, with the values of a batch as its first item. */
    SqlBuilder from() {
        own(" FROM ");
        entriesAt = text.length();
        return this;
    }

    /** What a later item of FROM needs for referring to the values of a batch. */
    SqlBuilder lateral() {
        return own(entries.isBatch() ? "LATERAL " : "");
    }

    /** The table that is written, and the relations beside it (FROM of an UPDATE, USING of a DELETE). */
    SqlBuilder tables(Write write) {
        span(write.targetSpan());
        return write.from() == null ? this : own(", ").span(write.from());
    }

    /**
     * The predicate of the write; nothing for one without.
     *
     * @param connective {@code WHERE} or {@code AND}
     */
    SqlBuilder predicate(String connective, Write write) {
        return write.where() == null
                ? this
                : own(" " + connective + " (").span(write.where()).own(")");
    }

    /** Tokens of the statement, exactly as they stand there. A comment can't swallow what follows them. */
    SqlBuilder span(Span span) {
        LexedSql sql = statement.sql();
        int from = span.from();
        for (int token = span.from(); token < span.to(); token++) {
            if (sql.type(token) == TokenType.PARAMETER && statement.prepared()) {
                if (entries.isBatch()) {
                    text.append(sql.sql(), sql.start(from), sql.start(token));
                    parameter(sql.parameter(token));
                    from = token + 1;
                    text.append(from < span.to() ? sql.sql().substring(sql.end(token), sql.start(from)) : "");
                } else {
                    values.add(bindable(sql.parameter(token)));
                }
            }
        }
        if (from < span.to()) {
            text.append(sql.text(new Span(from, span.to())));
        }
        text.append('\n');
        return this;
    }

    SqlBuilder parameter(int index) {
        if (entries.isBatch()) {
            parameters.add(index);
            text.append(entries.parameter(index));
        } else {
            text.append('?');
            if (statement.prepared()) {
                values.add(bindable(index));
            }
        }
        return this;
    }

    /**
     * @throws NotAskable where it is about a batch, and has no place for the values
     */
    Question build() {
        if (entries.isBatch()) {
            if (entriesAt < 0) {
                throw new NotAskable("the question is about one entry");
            }
            text.insert(entriesAt, entries.relation(List.copyOf(parameters), values));
        }
        return new Question(text.toString(), statement.prepared(), values);
    }

    private BoundValue bindable(int index) {
        return bindable(statement, index);
    }

    /**
     * @throws NotAskable where it is not known, so that it can't be bound to a question
     */
    static BoundValue bindable(SubmittedStatement statement, int index) {
        BoundValue value = statement.value(index);
        if (value == null || !value.known()) {
            throw new NotAskable("parameter " + index + " is a stream too long to be read twice, or was not set");
        }
        return value;
    }
}
