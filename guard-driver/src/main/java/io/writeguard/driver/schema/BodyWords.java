package io.writeguard.driver.schema;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a function's body or of a definition, without a look at what they are. */
final class BodyWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")++)\"");

    private BodyWords() {}

    /** Folded, and as written, since a body may quote a name. */
    static Set<String> in(String body) {
        Set<String> words = new HashSet<>();
        Matcher word = WORD.matcher(body);
        while (word.find()) {
            words.add(word.group());
            words.add(word.group().toLowerCase(Locale.ROOT));
        }
        Matcher quoted = QUOTED.matcher(body);
        while (quoted.find()) {
            words.add(quoted.group(1).replace("\"\"", "\""));
        }
        return words;
    }
}
