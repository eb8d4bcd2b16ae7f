package io.writeguard.rules;

import java.util.HashMap;
import java.util.Map;

/** Tells the first of equal names from the others, for each of which it adds a problem. */
final class NamesOnce {

    private final Map<Object, Location> firsts = new HashMap<>();

    /** @param value where the name stands */
    boolean isFirst(Object name, YamlValue value) {
        Location first = firsts.putIfAbsent(name, value.location());
        if (first != null) {
            value.duplicateName(name.toString(), first);
        }
        return first == null;
    }
}
