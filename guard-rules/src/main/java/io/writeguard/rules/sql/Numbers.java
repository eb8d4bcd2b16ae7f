package io.writeguard.rules.sql;

/** Numeric constants: PostgreSQL manual, 4.1.2.6. */
final class Numbers {

    private Numbers() {}

    /** Whether a number starts here: a digit, or a point before a digit. */
    static boolean startsAt(String sql, int index) {
        char c = sql.charAt(index);
        return Characters.isDigit(c) || (c == '.' && Characters.isDigit(Characters.at(sql, index + 1)));
    }

    /** The index after the number; letters that follow it directly are a token of their own, as before PostgreSQL 15. */
    static int end(String sql, int start) {
        int withRadix = endWithRadix(sql, start);
        if (withRadix > 0) {
            return withRadix;
        }
        int end = digits(sql, start, 10);
        if (Characters.at(sql, end) == '.' && Characters.at(sql, end + 1) != '.') {
            end = digits(sql, end + 1, 10);
        }
        return exponent(sql, end);
    }

    private static int endWithRadix(String sql, int start) {
        if (sql.charAt(start) != '0') {
            return -1;
        }
        int radix = switch (Characters.at(sql, start + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
        };
        int digits = Characters.at(sql, start + 2) == '_' ? start + 3 : start + 2;
        int end = radix == 0 ? digits : digits(sql, digits, radix);
        return end > digits ? end : -1;
    }

    private static int exponent(String sql, int end) {
        char c = Characters.at(sql, end);
        if (c != 'e' && c != 'E') {
            return end;
        }
        char sign = Characters.at(sql, end + 1);
        int digits = sign == '+' || sign == '-' ? end + 2 : end + 1;
        return Characters.isDigit(Characters.at(sql, digits)) ? digits(sql, digits, 10) : end;
    }

    /** Digits with single underscores between them. */
    private static int digits(String sql, int from, int radix) {
        int i = from;
        while (isDigit(sql, i, radix) || (i > from && Characters.at(sql, i) == '_' && isDigit(sql, i + 1, radix))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(String sql, int index, int radix) {
        char c = Characters.at(sql, index);
        return c < 0x80 && Character.digit(c, radix) >= 0;
    }
}
