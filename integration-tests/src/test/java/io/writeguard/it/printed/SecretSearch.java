package io.writeguard.it.printed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Looks for many secrets in a long text at once, by the first characters of every spelling. */
final class SecretSearch {

    private static final int PREFIX = Secrets.SHORTEST;

    private final Collection<String> secrets;

    SecretSearch(Collection<String> secrets) {
        this.secrets = secrets;
    }

    /** The secrets that show in the text, each by its length and two characters: this is printed, too. */
    Set<String> shownIn(String text) {
        Set<String> shown = new TreeSet<>();
        shown.addAll(search(text, Spellings::inBase64));
        shown.addAll(search(text.toLowerCase(Locale.ROOT), Spellings::inLowerCase));
        return shown;
    }

    private record Spelling(String text, String secret) {}

    private Set<String> search(String text, Function<String, List<String>> spellings) {
        Map<String, List<Spelling>> byPrefix = new HashMap<>();
        for (String secret : secrets) {
            for (String spelling : spellings.apply(secret)) {
                byPrefix.computeIfAbsent(spelling.substring(0, PREFIX), prefix -> new ArrayList<>())
                        .add(new Spelling(spelling, secret));
            }
        }
        Set<String> shown = new TreeSet<>();
        for (int at = 0; at + PREFIX <= text.length(); at++) {
            for (Spelling spelling : byPrefix.getOrDefault(text.substring(at, at + PREFIX), List.of())) {
                if (text.startsWith(spelling.text(), at)) {
                    shown.add(hint(spelling.secret()) + " at " + at);
                }
            }
        }
        return shown;
    }

    private static String hint(String secret) {
        return "a secret of " + secret.length() + " characters that starts with " + secret.substring(0, 2);
    }
}
