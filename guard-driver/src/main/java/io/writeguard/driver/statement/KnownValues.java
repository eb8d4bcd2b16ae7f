package io.writeguard.driver.statement;

import io.writeguard.driver.schema.GuardedColumn;
import io.writeguard.driver.schema.TableColumn;
import io.writeguard.driver.schema.ValueType;
import io.writeguard.rules.check.SecretValue;
import io.writeguard.rules.plan.Membership;
import io.writeguard.rules.plan.ValueSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the text and the bound values say of a value, without asking the database. */
public final class KnownValues {

    /** A number as PostgreSQL prints it. */
    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]*");

    private KnownValues() {}

    /**
     * The secret that would be written into the column; null where only the database can tell, as always where it is
     * secret in some rows only.
     */
    public static SecretValue of(SubmittedStatement statement, ValueSource source, GuardedColumn column) {
        if (column.rules().onlyRows() != null) {
            return null;
        }
        if (source instanceof ValueSource.Null) {
            return SecretValue.NULL;
        }
        if (source instanceof ValueSource.Literal literal) {
            return column.isMember() ? null : ofText(statement.sql().literal(literal.token()), column.type());
        }
        if (source instanceof ValueSource.Default) {
            return ofDefault(column);
        }
        if (source instanceof ValueSource.Parameter parameter) {
            BoundValue bound = statement.value(parameter.index());
            return bound == null || !bound.known() ? null : ofBound(bound.value(), column);
        }
        return null;
    }

    /** The value of a row that leaves the column out; null where only the database can tell. */
    public static SecretValue ofDefault(GuardedColumn column) {
        TableColumn table = column.column();
        if (table.defaultsToNull()) {
            return SecretValue.NULL;
        }
        String constant = table.constantDefault();
        return constant == null || column.isMember() ? null : ofText(constant, column.type());
    }

    /**
     * A constant as PostgreSQL would print it in the column; null where it is none, is NULL, or would be printed in a way
     * that can't be told from here.
     */
    public static String keyText(SubmittedStatement statement, ValueSource source, TableColumn column) {
        String text = null;
        if (source instanceof ValueSource.Literal literal) {
            text = statement.sql().literal(literal.token());
        } else if (source instanceof ValueSource.Expression expression) {
            text = statement.sql().text(expression.span());
            text = INTEGER.matcher(text).matches() ? text : null;
        } else if (source instanceof ValueSource.Parameter parameter) {
            BoundValue bound = statement.value(parameter.index());
            text = bound == null || !bound.known() ? null : printed(bound.value());
        }
        return text != null && column.type().equals("uuid") ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** The members of a list or an array, each as {@link #keyText} of it; null for one that has none. */
    static List<String> keyTexts(SubmittedStatement statement, Membership membership, TableColumn column) {
        if (!membership.array()) {
            return membership.values().stream()
                    .map(value -> keyText(statement, value, column))
                    .toList();
        }
        Object array = null;
        if (membership.values().get(0) instanceof ValueSource.Parameter parameter) {
            BoundValue bound = statement.value(parameter.index());
            array = bound == null ? null : bound.value();
        } else if (membership.values().get(0) instanceof ValueSource.Literal literal) {
            array = statement.sql().literal(literal.token());
        }
        if (array instanceof String text && SecretValue.array(text) instanceof SecretValue.Elements elements) {
            return elements.value();
        }
        return array instanceof List<?> elements ? texts(elements) : List.of();
    }

    private static SecretValue ofBound(Object value, GuardedColumn column) {
        if (value == null) {
            return SecretValue.NULL;
        }
        if (column.isMember()) {
            return null;
        }
        ValueType type = column.type();
        return switch (type) {
            case TEXT, UUID, JSON -> {
                String text = printed(value);
                yield text == null ? null : ofText(text, type);
            }
            case BYTES -> value instanceof byte[] bytes ? new SecretValue.Bytes(bytes) : null;
            case ARRAY -> value instanceof List<?> elements ? new SecretValue.Elements(texts(elements)) : null;
        };
    }

    private static SecretValue ofText(String text, ValueType type) {
        return switch (type) {
            case TEXT -> new SecretValue.Text(text);
            case UUID -> new SecretValue.Text(text.toLowerCase(Locale.ROOT));
            case JSON -> SecretValue.json(text);
            case BYTES -> SecretValue.bytea(text);
            case ARRAY -> SecretValue.array(text);
        };
    }

    private static String printed(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        boolean printsAsPostgres = value instanceof String
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Boolean
                || value instanceof UUID;
        return printsAsPostgres ? value.toString() : null;
    }

    private static List<String> texts(List<?> elements) {
        return elements.stream()
                .map(element -> element == null ? null : element.toString())
                .toList();
    }
}
