package io.writeguard.driver.impact;

/** Question marks of SQL that the driver will prepare: outside quotes, where one is an operator, it has to be doubled. */
final class QuestionMarks {

    private QuestionMarks() {}

    /** As pgjdbc reads it (its documentation, "Prepared Statements"): in a literal or a quoted name they stand for themselves. */
    static String doubled(String sql) {
        if (sql.indexOf('?') < 0) {
            return sql;
        }
        StringBuilder text = new StringBuilder(sql.length());
        char quote = 0;
        for (int i = 0; i < sql.length(); i++) {
            char character = sql.charAt(i);
            if (quote == 0 && (character == '\'' || character == '"')) {
                quote = character;
            } else if (character == quote) {
                quote = 0;
            } else if (quote == 0 && character == '?') {
                text.append('?');
            }
            text.append(character);
        }
        return text.toString();
    }
}
