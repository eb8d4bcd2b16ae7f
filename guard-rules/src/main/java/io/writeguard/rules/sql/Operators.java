package io.writeguard.rules.sql;

/** Operator names: PostgreSQL manual, 4.1.3. */
final class Operators {

    /** An operator that ends in + or - must contain one of these, or the sign is an operator of its own. */
    private static final String ALLOW_TRAILING_SIGN = "~!@#%^&|`";

    private Operators() {}

    /** The index after the operator. A comment ends it, and so does a single {@code ?}, which JDBC takes for a parameter. */
    static int end(String sql, int start) {
        int end = start;
        boolean mayEndInSign = false;
        while (end < sql.length() && continues(sql, end)) {
            char c = sql.charAt(end);
            mayEndInSign |= c == '?' || ALLOW_TRAILING_SIGN.indexOf(c) >= 0;
            end += c == '?' ? 2 : 1;
        }
        while (!mayEndInSign && end > start + 1 && isSign(sql.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static boolean continues(String sql, int index) {
        char c = sql.charAt(index);
        char next = Characters.at(sql, index + 1);
        return switch (c) {
            case '?' -> next == '?';
            case '-' -> next != '-';
            case '/' -> next != '*';
            default -> Characters.isOperator(c);
        };
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }
}
