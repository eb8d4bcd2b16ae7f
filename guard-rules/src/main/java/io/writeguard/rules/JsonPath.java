package io.writeguard.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where in a JSON document a secret is: {@code $.password}, {@code $.receivers[*].settings['url']}, {@code $.keys[0]}.
 *
 * @param text as the rules file has it
 * @param steps at least one
 */
public record JsonPath(String text, List<Step> steps) {

    private static final String ROOT = "$";
    private static final Pattern STEP = Pattern.compile("\\.([^\\s.\\[\\]'\"*$@?()]+)"
            + "|\\.\"([^\"\\\\]+)\""
            + "|\\[\"([^\"\\\\]+)\"\\]"
            + "|\\['([^'\\\\]+)'\\]"
            + "|\\[([0-9]{1,9})\\]"
            + "|\\[\\*\\]");

    public JsonPath {
        steps = List.copyOf(steps);
    }

    /**
     * One step down.
     *
     * @param key of an object's member; null for a step into an array
     * @param index of an array's element, from 0; null for all of them, or with a key
     */
    public record Step(String key, Integer index) {}

    /** Empty where the text is no such path. */
    static Optional<JsonPath> of(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int end = text.startsWith(ROOT) ? ROOT.length() : text.length();
        while (matcher.find(end) && matcher.start() == end) {
            String key = first(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
            steps.add(new Step(key, matcher.group(5) == null ? null : Integer.valueOf(matcher.group(5))));
            end = matcher.end();
        }
        return steps.isEmpty() || end < text.length() ? Optional.empty() : Optional.of(new JsonPath(text, steps));
    }

    private static String first(String... groups) {
        for (String group : groups) {
            if (group != null) {
                return group;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return text;
    }
}
