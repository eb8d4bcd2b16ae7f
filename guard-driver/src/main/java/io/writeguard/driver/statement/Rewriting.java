package io.writeguard.driver.statement;

import io.writeguard.rules.plan.SqlReader;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/**
 * Spells a statement as another one that writes the same, of a form that can be judged. It is never sent.
 *
 * <p>Parameters keep their values, wherever and however often they come to stand.
 */
public final class Rewriting {

    private final SubmittedStatement original;
    private final StringBuilder text = new StringBuilder();
    private final List<BoundValue> values = new ArrayList<>();

    public Rewriting(SubmittedStatement original) {
        this.original = original;
    }

    /** Words without a parameter. */
    public Rewriting own(String words) {
        text.append(words);
        return this;
    }

    /** Tokens of the original, exactly as they stand there. */
    public Rewriting span(Span span) {
        LexedSql sql = original.sql();
        for (int token = span.from(); token < span.to(); token++) {
            if (sql.type(token) == TokenType.PARAMETER && original.prepared()) {
                values.add(original.value(sql.parameter(token)));
            }
        }
        text.append(sql.text(span)).append('\n');
        return this;
    }

    /** The new statement, read. */
    public SubmittedStatement read() {
        LexedSql sql = LexedSql.of(text.toString());
        return new SubmittedStatement(
                sql, SqlReader.read(sql).get(0), values.toArray(new BoundValue[0]), original.prepared());
    }
}
