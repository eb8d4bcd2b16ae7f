package io.writeguard.bench;

/** Texts with literals inside, each different. */
final class AdHoc {

    private static final String FILLER = "a text of some length that an application might write there, ";

    private AdHoc() {}

    /** About so many characters that touch nothing guarded. */
    static String text(long number, int length) {
        StringBuilder text = new StringBuilder(length + 70)
                .append("update audit set actor = 'user ")
                .append(number)
                .append("', action = '");
        String end = "' where id = " + number;
        while (text.length() < length - end.length()) {
            text.append(FILLER, 0, Math.min(FILLER.length(), length - end.length() - text.length()));
        }
        return text.append(end).toString();
    }

    static String rotation(long number) {
        return "update users set token = 'a-new-secret-" + (number & 16_383) + "', name = 'somebody' where id = "
                + (number & 16_383);
    }

    /** A shape of a rotation that has not been there before. */
    static String guardedShape(long number) {
        return "update users as u" + number + " set token = 'a-new-secret-" + (number & 16_383)
                + "', name = 'somebody' where id = " + (number & 16_383);
    }

    /** A shape that has not been there before. */
    static String shape(long number) {
        return "update audit set actor = 'x', action = upper(action) where id = 5 and action <> 'c" + number
                + "' and actor is distinct from action || a" + number;
    }
}
