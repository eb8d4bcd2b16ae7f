package io.writeguard.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/** Reads a regular expression in RE2 syntax, which matches in linear time whatever the value. */
final class PatternReader {

    private PatternReader() {}

    /** @param flags of {@link Pattern} */
    static Optional<Pattern> read(YamlValue value, int flags) {
        return value.text("a regular expression").flatMap(text -> compile(value, text, flags));
    }

    private static Optional<Pattern> compile(YamlValue value, String text, int flags) {
        if (PatternSize.tooLarge(text)) {
            return value.unexpected(RulesWording.patternTooLarge());
        }
        try {
            return Optional.of(Pattern.compile(text, flags));
        } catch (PatternSyntaxException e) {
            return value.unexpected(RulesWording.pattern(e.getMessage()));
        }
    }
}
