package io.writeguard.driver.override;

import io.writeguard.driver.statement.BoundValue;
import io.writeguard.driver.statement.SubmittedStatement;
import io.writeguard.rules.plan.SettingChange;
import io.writeguard.rules.plan.SettingChange.Form;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement does to the override of its transaction.
 *
 * @param effect what it is
 * @param override the one that begins; null with any other effect
 */
public record OverrideChange(Effect effect, SqlOverride override) {

    /** What a statement can do to it. */
    public enum Effect {
        BEGINS,
        ENDS,
        /** It would hold beyond the transaction. */
        OUTLIVES_TRANSACTION,
        /** The value can't be told from the text and the bound values. */
        UNREADABLE,
        /** It names a rule and gives no reason. */
        WITHOUT_REASON
    }

    private static final String PARAMETER = "writeguard.override";
    private static final Set<String> TRUE = Set.of("true", "t", "tru", "tr", "yes", "y", "ye", "on", "1");

    /** The last change that running the statement makes; empty for none. */
    public static Optional<OverrideChange> of(SubmittedStatement statement) {
        Optional<OverrideChange> last = Optional.empty();
        for (SettingChange change : SettingChange.of(statement.sql(), statement.reading())) {
            if (PARAMETER.equalsIgnoreCase(name(statement, change))) {
                last = Optional.of(of(statement, change));
            } else if (change.form() == Form.RESET && "all".equals(name(statement, change))) {
                last = Optional.of(new OverrideChange(Effect.ENDS, null));
            }
        }
        return last;
    }

    private static OverrideChange of(SubmittedStatement statement, SettingChange change) {
        String value = change.value() == null ? "" : text(statement, change.value(), change.form());
        if (value == null) {
            return new OverrideChange(Effect.UNREADABLE, null);
        }
        if (value.isBlank()) {
            return new OverrideChange(Effect.ENDS, null);
        }
        if (!endsWithTransaction(statement, change)) {
            return new OverrideChange(Effect.OUTLIVES_TRANSACTION, null);
        }
        return SqlOverride.of(value)
                .map(override -> new OverrideChange(Effect.BEGINS, override))
                .orElse(new OverrideChange(Effect.WITHOUT_REASON, null));
    }

    private static boolean endsWithTransaction(SubmittedStatement statement, SettingChange change) {
        if (change.form() != Form.SET_CONFIG) {
            return change.form() == Form.SET_LOCAL;
        }
        String local = text(statement, change.local(), change.form());
        return local != null && TRUE.contains(local.strip().toLowerCase(Locale.ROOT));
    }

    private static String name(SubmittedStatement statement, SettingChange change) {
        if (change.form() == Form.SET_CONFIG) {
            return text(statement, change.name(), change.form());
        }
        StringBuilder name = new StringBuilder();
        for (int token = change.name().from(); token < change.name().to(); token++) {
            boolean dot = statement.sql().type(token) == TokenType.DOT;
            name.append(dot ? "." : statement.sql().word(token));
        }
        return name.toString();
    }

    /** A constant, with or without a cast behind it; null for any other expression. */
    private static String text(SubmittedStatement statement, Span span, Form form) {
        LexedSql sql = statement.sql();
        boolean constant = !span.isEmpty() && (span.to() == span.from() + 1 || sql.isOperator(span.from() + 1, "::"));
        if (!constant) {
            return null;
        }
        return switch (sql.type(span.from())) {
            case STRING -> sql.literal(span.from());
            case PARAMETER -> bound(statement.value(sql.parameter(span.from())));
            case WORD, QUOTED_IDENTIFIER -> word(sql, span.from(), form);
            case NUMBER -> sql.text(span.from());
            default -> null;
        };
    }

    /** A word is a text in SET; in an expression it is a column, unless it is a flag. */
    private static String word(LexedSql sql, int token, Form form) {
        boolean flag = sql.isKeyword(token, "true") || sql.isKeyword(token, "false");
        return form != Form.SET_CONFIG || flag ? sql.word(token) : null;
    }

    private static String bound(BoundValue value) {
        if (value == null || !value.known()) {
            return null;
        }
        return value.value() == null ? "" : value.value().toString();
    }
}
