package io.writeguard.rules.check;

import com.google.re2j.Pattern;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The catalogue that ships with the guard: what products and languages put in the place of a secret.
 *
 * <p>{@code placeholders.tsv} holds whole values, {@code placeholder-patterns.tsv} patterns for whole values in lower case;
 * each row says where it was found.
 */
final class PlaceholderCatalogue {

    static final PlaceholderCatalogue STANDARD = new PlaceholderCatalogue();

    private final List<Row> values = rows("placeholders.tsv");
    private final List<Row> patterns = rows("placeholder-patterns.tsv");
    private final Set<String> keys =
            values.stream().map(row -> key(row.entry())).collect(Collectors.toUnmodifiableSet());
    private final String alternatives = patterns.stream().map(Row::entry).collect(Collectors.joining("|"));
    private final Pattern pattern = Pattern.compile(alternatives, Pattern.DOTALL);
    private final Beginnings beginnings = new Beginnings(alternatives);

    private PlaceholderCatalogue() {}

    /** @param key see {@link #key} */
    boolean contains(String key) {
        return keys.contains(key) || (beginnings.mayMatch(key) && matchesPattern(key));
    }

    /** Takes some microseconds, in time linear in the length. */
    boolean matchesPattern(String key) {
        return pattern.matches(key);
    }

    List<Row> values() {
        return values;
    }

    List<Row> patterns() {
        return patterns;
    }

    /** The form in which placeholders are compared: without blanks around it, in lower case. */
    static String key(String text) {
        return Blanks.trim(text).toLowerCase(Locale.ROOT);
    }

    private static List<Row> rows(String file) {
        try (InputStream stream = PlaceholderCatalogue.class.getResourceAsStream(file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Row(cells[0], cells[1], cells[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read from the jar", e);
        }
    }

    /**
     * A line of one of the files.
     *
     * @param entry the placeholder, or a pattern for it
     * @param meaning the product that writes it, or what it covers
     * @param source where that can be read
     */
    record Row(String entry, String meaning, String source) {}
}
