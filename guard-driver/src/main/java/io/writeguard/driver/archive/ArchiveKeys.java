package io.writeguard.driver.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The keys that a rules file leads to, each place read once. Thread-safe. */
final class ArchiveKeys {

    private final Map<String, List<ArchiveKey>> byPlace = new HashMap<>();
    private final KeySource source;

    /** @param environment from the name of a variable to its value; null for none */
    ArchiveKeys(UnaryOperator<String> environment) {
        this.source = new KeySource(environment);
    }

    /**
     * The key to write with; null where values are kept as they are.
     *
     * @param place as in the rules file
     */
    ArchiveKey newest(String place) throws ArchiveUnavailable {
        List<ArchiveKey> keys = at(place);
        return keys.isEmpty() ? null : keys.get(0);
    }

    ArchiveKey withId(String place, String id) throws ArchiveUnavailable {
        return at(place).stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ArchiveUnavailable.because(ArchiveWording.unknownKey(id)));
    }

    private synchronized List<ArchiveKey> at(String place) throws ArchiveUnavailable {
        List<ArchiveKey> keys = byPlace.get(place);
        if (keys == null) {
            keys = source.read(place);
            byPlace.put(place, keys);
        }
        return keys;
    }
}
