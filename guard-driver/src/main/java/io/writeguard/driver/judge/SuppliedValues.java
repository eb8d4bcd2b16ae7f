package io.writeguard.driver.judge;

import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The values that the application itself gave a statement, bound or as literals. One that comes from elsewhere was
 * computed, and may be the same nonsense for every row.
 */
final class SuppliedValues {

    private final SubmittedStatement statement;
    private Set<String> texts;

    SuppliedValues(SubmittedStatement statement) {
        this.statement = statement;
    }

    /** Read when the first row turns up of which it matters. */
    private Set<String> texts() {
        if (texts == null) {
            texts = new HashSet<>();
            readTexts();
        }
        return texts;
    }

    private void readTexts() {
        for (BoundValue value : statement.values()) {
            if (value != null && value.known()) {
                add(value.value());
            }
        }
        LexedSql sql = statement.sql();
        Span span = statement.reading().span();
        for (int token = span.from(); token < span.to(); token++) {
            if (sql.type(token) == TokenType.STRING) {
                addText(sql.literal(token));
            }
        }
    }

    boolean contain(SecretValue value) {
        return ValueTexts.of(value).stream()
                .allMatch(text -> text == null
                        || texts().contains(text)
                        || Spellings.of(text).stream().anyMatch(texts()::contains));
    }

    /** Whether they are in documents that the application gave. */
    boolean containWithin(SecretValue value) {
        return ValueTexts.of(value).stream()
                .allMatch(part -> part == null || texts().stream().anyMatch(text -> text.contains(part)));
    }

    private void add(Object value) {
        if (value instanceof byte[] bytes) {
            texts.add(HexFormat.of().formatHex(bytes));
        } else if (value instanceof List<?> elements) {
            elements.forEach(this::add);
        } else if (value != null) {
            addText(value.toString());
        }
    }

    /** A uuid comes back in lower case, a bytea without its prefix. */
    private void addText(String text) {
        texts.add(text);
        texts.add(text.toLowerCase(Locale.ROOT));
        if (text.startsWith("\\x")) {
            texts.add(text.substring(2).toLowerCase(Locale.ROOT));
        }
        texts.addAll(CollectedTexts.in(text));
    }
}
