package io.writeguard.rules;

import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Keeps a document that would cost more than it can say away from the composer, which recurses for each level and
 * multiplies what an alias stands for.
 */
final class YamlLimits {

    private static final int DEEPEST_NESTING = 20;
    private static final int MOST_ALIASES = 50;
    /** Tags that say what the text says anyway; any other could turn a value into something else. */
    private static final Set<String> PLAIN_TAGS =
            Set.of("!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map");

    private int depth;
    private int aliases;

    private YamlLimits() {}

    /** Whether the document is within the limits; adds a problem where it is not. */
    static boolean hold(String text, LoadSettings settings, Problems problems) {
        YamlLimits limits = new YamlLimits();
        for (Event event : new Parse(settings).parseString(text)) {
            Optional<String> problem = limits.problemOf(event);
            if (problem.isPresent()) {
                problems.add(problems.at(event.getStartMark()), problem.get());
                return false;
            }
        }
        return true;
    }

    private Optional<String> problemOf(Event event) {
        if (event instanceof CollectionStartEvent start) {
            depth++;
            return depth > DEEPEST_NESTING
                    ? Optional.of(RulesWording.tooDeep(DEEPEST_NESTING))
                    : tagProblem(start.getTag());
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        if (event instanceof ScalarEvent scalar) {
            return tagProblem(scalar.getTag());
        }
        if (event instanceof AliasEvent) {
            aliases++;
            return aliases > MOST_ALIASES ? Optional.of(RulesWording.tooManyAliases(MOST_ALIASES)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static Optional<String> tagProblem(Optional<String> tag) {
        return tag.filter(name -> !PLAIN_TAGS.contains(name)).map(RulesWording::unusableTag);
    }
}
