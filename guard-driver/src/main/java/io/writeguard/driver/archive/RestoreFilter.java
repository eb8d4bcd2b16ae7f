package io.writeguard.driver.archive;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of what was kept is to be restored: what all parts that are given accept.
 *
 * @param tables as {@code schema.table}; none for every table with an archive
 * @param from not before; null for any time
 * @param to before; null for any time
 * @param statement a text that the statement, without its literals, contains, ignoring case, {@code %} for anything; null
 *     for any
 * @param reason the same of the override's reason; null for any, and for none
 * @param rows keys, the columns of a key with a comma in between; none for every row
 */
public record RestoreFilter(
        List<String> tables, Instant from, Instant to, String statement, String reason, List<String> rows) {

    public static final RestoreFilter ALL = new RestoreFilter(List.of(), null, null, null, null, List.of());

    public RestoreFilter {
        tables = List.copyOf(tables);
        rows = List.copyOf(rows);
    }

    /** In words, for the record of what was restored; without the keys of rows. */
    String inWords() {
        List<String> words = new ArrayList<>();
        words.add(tables.isEmpty() ? "every table" : "tables " + String.join(", ", tables));
        add(words, "from ", from);
        add(words, "to ", to);
        add(words, "statement like ", statement);
        add(words, "override reason like ", reason);
        if (!rows.isEmpty()) {
            words.add(rows.size() + (rows.size() == 1 ? " row by key" : " rows by key"));
        }
        return String.join("; ", words);
    }

    private static void add(List<String> words, String word, Object value) {
        if (value != null) {
            words.add(word + value);
        }
    }
}
