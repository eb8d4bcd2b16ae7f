package io.writeguard.rules.check;

import com.google.re2j.Pattern;
import io.writeguard.rules.Placeholders;

/** Whether a text is a placeholder, by the catalogue and by what the rules file adds to it and takes from it. */
final class PlaceholderMatcher {

    /** Deep enough for quotes in an encoding in a wrapper. */
    private static final int DEEPEST_DISGUISE = 3;

    /** Held, so that they are read when the rules are, not at the first write. */
    private final PlaceholderCatalogue catalogue = PlaceholderCatalogue.STANDARD;

    private final PlaceholderDigests digests = PlaceholderDigests.STANDARD;
    private final Placeholders options;

    PlaceholderMatcher(Placeholders options) {
        this.options = options;
    }

    boolean matches(String text) {
        return matches(text, options.standardCatalogue() ? DEEPEST_DISGUISE : 0);
    }

    /** Whether the rules file says that this text never is a placeholder. */
    boolean never(String text) {
        return options.never().contains(PlaceholderCatalogue.key(text));
    }

    private boolean matches(String text, int disguises) {
        String trimmed = Blanks.trim(text);
        String key = PlaceholderCatalogue.key(trimmed);
        if (options.never().contains(key)) {
            return false;
        }
        return added(trimmed, key)
                || (options.standardCatalogue() && inCatalogue(trimmed, key))
                || (disguises > 0 && isDisguised(trimmed, disguises));
    }

    private boolean isDisguised(String text, int disguises) {
        for (String content : Disguise.contents(text)) {
            if (Blanks.trim(content).isEmpty() || matches(content, disguises - 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean added(String text, String key) {
        if (options.also().contains(key)) {
            return true;
        }
        for (Pattern pattern : options.alsoMatching()) {
            if (pattern.matches(text)) {
                return true;
            }
        }
        return false;
    }

    private boolean inCatalogue(String text, String key) {
        return catalogue.contains(key)
                || digests.origin(text)
                        .filter(origin -> !options.never().contains(origin))
                        .isPresent();
    }
}
