package io.writeguard.driver.impact;

import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Puts a question together from the guard's own words and the statement's own tokens. */
final class SqlBuilder {

    private final SubmittedStatement statement;
    private final StringBuilder text = new StringBuilder();
    private final List<BoundValue> values = new ArrayList<>();

    SqlBuilder(SubmittedStatement statement) {
        this.statement = statement;
    }

    /** Words of the guard, or of the rules file; a {@code ?} in them is no parameter. */
    SqlBuilder own(String words) {
        text.append(statement.prepared() ? QuestionMarks.doubled(words) : words);
        return this;
    }

    /** Tokens of the statement, exactly as they stand there. A comment can't swallow what follows them. */
    SqlBuilder span(Span span) {
        LexedSql sql = statement.sql();
        text.append(sql.text(span)).append('\n');
        for (int token = span.from(); token < span.to(); token++) {
            if (sql.type(token) == TokenType.PARAMETER && statement.prepared()) {
                values.add(bindable(sql.parameter(token)));
            }
        }
        return this;
    }

    SqlBuilder parameter(int index) {
        text.append('?');
        if (statement.prepared()) {
            values.add(bindable(index));
        }
        return this;
    }

    Question build() {
        return new Question(text.toString(), statement.prepared(), values);
    }

    private BoundValue bindable(int index) {
        BoundValue value = statement.value(index);
        if (value == null || !value.known()) {
            throw new NotAskable("parameter " + index + " is a stream too long to be read twice, or was not set");
        }
        return value;
    }
}
