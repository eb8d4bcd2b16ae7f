package io.writeguard.it.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a script.
 *
 * @param how it is sent
 * @param times for a batch, how many entries
 * @param sql with {@code ?} where the script has {@code :name}
 * @param names of the values, in order
 */
record Step(How how, int times, String sql, List<String> names) {

    /** How a statement is sent; in the script its first word, {@link #PREPARED} without one. */
    enum How {
        PREPARED,
        /** A query whose first row becomes values; without a row the rest is left out. */
        LOAD,
        READ,
        BATCH,
        /** Through Statement, without values. */
        PLAIN,
        /** On another connection, committed before the next step. */
        ELSEWHERE
    }

    private static final Pattern FORM =
            Pattern.compile("(?:(load|read|plain|elsewhere) |(batch) (\\d+) )?(.*)", Pattern.DOTALL);

    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]\\w*)");

    static Step of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(text);
        }
        String word = form.group(1) == null ? form.group(2) : form.group(1);
        List<String> names = new ArrayList<>();
        Matcher name = NAME.matcher(form.group(4));
        while (name.find()) {
            names.add(name.group(1));
        }
        How how = word == null ? How.PREPARED : How.valueOf(word.toUpperCase(Locale.ROOT));
        int times = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
        return new Step(how, times, name.replaceAll("?"), names);
    }
}
