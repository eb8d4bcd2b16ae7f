package io.writeguard.rules;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;

/**
 * The {@code placeholders} section of the rules file.
 *
 * @param standardCatalogue whether the catalogue that ships with the guard applies
 * @param also further placeholders, whole values, in lower case
 * @param alsoMatching further placeholders as patterns, for the whole value, ignoring case, in linear time
 * @param never taken out of the catalogue, whole values, in lower case
 */
public record Placeholders(boolean standardCatalogue, Set<String> also, List<Pattern> alsoMatching, Set<String> never) {

    public static final Placeholders STANDARD = new Placeholders(true, Set.of(), List.of(), Set.of());

    public Placeholders {
        also = Set.copyOf(also);
        alsoMatching = List.copyOf(alsoMatching);
        never = Set.copyOf(never);
    }
}
