package io.writeguard.driver.cli.offline;

import io.writeguard.driver.statement.BoundValue;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.plan.ValueSource;
import io.writeguard.rules.sql.LexedSql;

/** What the text, and the values given with it, say of a value; without the column's type, it is taken for text. */
final class TextValues {

    private final LexedSql sql;
    private final BoundValue[] bound;

    TextValues(LexedSql sql, BoundValue[] bound) {
        this.sql = sql;
        this.bound = bound;
    }

    /** Null where it can't be told: an expression, a value that was not given, a secret in a part of the column or rows. */
    SecretValue of(ValueSource source, SecretColumn secret) {
        if (secret.onlyRows() != null || secret.member() != null) {
            return null;
        }
        if (source instanceof ValueSource.Null) {
            return SecretValue.NULL;
        }
        if (source instanceof ValueSource.Literal literal) {
            return new SecretValue.Text(sql.literal(literal.token()));
        }
        if (source instanceof ValueSource.Parameter parameter && parameter.index() <= bound.length) {
            BoundValue value = bound[parameter.index() - 1];
            if (value != null && value.known()) {
                return value.value() == null
                        ? SecretValue.NULL
                        : new SecretValue.Text(value.value().toString());
            }
        }
        return null;
    }

    /** Where the value stands in the text; {@code otherwise} where it has no place of its own. */
    int offset(ValueSource source, int otherwise) {
        return source instanceof ValueSource.Literal literal ? sql.start(literal.token()) : otherwise;
    }
}
