package io.writeguard.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/** A mapping of the file: its values by key, each key once. */
final class YamlMapping {

    private final YamlValue value;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** A key, looked at as a value, and what stands under it. */
    record Entry(YamlValue name, YamlValue value) {}

    /** Reads the keys; adds a problem for each that is not text or comes again. */
    YamlMapping(YamlValue value, List<NodeTuple> tuples, Problems problems) {
        this.value = value;
        this.problems = problems;
        NamesOnce once = new NamesOnce();
        for (NodeTuple tuple : tuples) {
            YamlValue name = value.key(tuple.getKeyNode());
            name.text("a key")
                    .filter(key -> once.isFirst(key, name))
                    .ifPresent(key -> entries.put(key, new Entry(name, value.under(key, name, tuple.getValueNode()))));
        }
    }

    /** The value of a key, where the key is there. */
    Optional<YamlValue> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** The value of a key; adds a problem where the key is not there. */
    Optional<YamlValue> required(String key, String expected) {
        Optional<YamlValue> found = get(key);
        if (found.isEmpty()) {
            problems.add(value.keyLocation(), RulesWording.missingKey(value.path(), key, expected));
        }
        return found;
    }

    /** One of the constants of {@code standard}'s type; {@code standard} where the key is not there. */
    <E extends Enum<E>> E choice(String key, E standard) {
        return get(key).flatMap(value -> value.choice(standard.getDeclaringClass()))
                .orElse(standard);
    }

    /** All entries, in the order of the file, for a mapping whose keys are the user's own names. */
    List<Entry> entries() {
        return new ArrayList<>(entries.values());
    }

    /** Adds a problem for each key that is not one of these. */
    YamlMapping onlyKeys(List<String> known) {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add(entry.name().location(), RulesWording.unknownKey(value.path(), key, known));
            }
        });
        return this;
    }
}
