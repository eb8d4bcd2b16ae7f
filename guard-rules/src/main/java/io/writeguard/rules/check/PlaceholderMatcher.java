package io.writeguard.rules.check;

import io.writeguard.rules.Placeholders;
import java.util.Locale;

/** Whether a text is a placeholder, by the catalogue and by what the rules file adds to it and takes from it. */
final class PlaceholderMatcher {

    private final Placeholders options;

    PlaceholderMatcher(Placeholders options) {
        this.options = options;
    }

    boolean matches(String text) {
        String key = key(text);
        if (options.never().contains(key)) {
            return false;
        }
        return options.also().contains(key)
                || options.alsoMatching().stream().anyMatch(pattern -> pattern.matches(Blanks.trim(text)))
                || (options.standardCatalogue() && MaskRun.isWhole(key));
    }

    boolean never(String text) {
        return options.never().contains(key(text));
    }

    private static String key(String text) {
        return Blanks.trim(text).toLowerCase(Locale.ROOT);
    }
}
