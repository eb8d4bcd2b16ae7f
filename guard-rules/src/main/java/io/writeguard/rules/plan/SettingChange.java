package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/**
 * A run-time parameter that a statement changes (PostgreSQL manual, SET, RESET, and "Configuration Settings Functions").
 *
 * @param form of the statement
 * @param name in SET and RESET the parameter's name; in a call of set_config the expression that names it
 * @param value what it is set to; null for RESET and for SET … TO DEFAULT
 * @param local third argument of set_config, which says whether the change ends with the transaction; else null
 */
public record SettingChange(Form form, Span name, Span value, Span local) {

    /** How the change is written. */
    public enum Form {
        SET_LOCAL,
        SET_SESSION,
        RESET,
        SET_CONFIG
    }

    private static final String FUNCTION = "set_config";
    private static final int ARGUMENTS = 3;

    /** The changes that running the statement makes, as far as its text names them. */
    public static List<SettingChange> of(LexedSql sql, StatementReading reading) {
        return switch (reading.kind()) {
            case SETTING -> ofSetting(new Cursor(sql, reading.span()));
            case QUERY, WRITE -> reading.identifiers().contains(FUNCTION) ? ofCalls(sql, reading.span()) : List.of();
            default -> List.of();
        };
    }

    private static List<SettingChange> ofSetting(Cursor cursor) {
        boolean reset = cursor.accept("reset");
        if (!reset && !cursor.accept("set")) {
            return List.of();
        }
        boolean local = !reset && cursor.accept("local");
        if (!reset && !local) {
            cursor.accept("session");
        }
        int from = cursor.position();
        cursor.relation();
        Span name = new Span(from, cursor.position());
        if (cursor.problem() != null) {
            return List.of();
        }
        if (reset) {
            return List.of(new SettingChange(Form.RESET, name, null, null));
        }
        if (!cursor.atOperator("=") && !cursor.at("to")) {
            return List.of();
        }
        cursor.skip();
        Span value = cursor.at("default") ? null : new Span(cursor.position(), cursor.limit());
        return List.of(new SettingChange(local ? Form.SET_LOCAL : Form.SET_SESSION, name, value, null));
    }

    private static List<SettingChange> ofCalls(LexedSql sql, Span statement) {
        List<SettingChange> changes = new ArrayList<>();
        for (int token = statement.from(); token < statement.to(); token++) {
            boolean call = sql.isName(token)
                    && sql.is(token + 1, TokenType.OPEN_PARENTHESIS)
                    && sql.word(token).equals(FUNCTION);
            if (call) {
                List<Span> arguments = Clauses.items(sql, new Span(token + 2, sql.partner(token + 1)));
                if (arguments.size() == ARGUMENTS) {
                    changes.add(
                            new SettingChange(Form.SET_CONFIG, arguments.get(0), arguments.get(1), arguments.get(2)));
                }
            }
        }
        return changes;
    }
}
