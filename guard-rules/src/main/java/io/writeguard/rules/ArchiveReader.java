package io.writeguard.rules;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/** Reads {@code archive}. */
final class ArchiveReader {

    static final List<String> KEYS = List.of("keep", "key", "max-rows");

    /** Fewer would let a single statement push out what an earlier one has lost. */
    private static final long LEAST_ROWS = 10_000;

    private static final long MOST_ROWS = 1_000_000_000;

    private static final Pattern KEY = Pattern.compile("none|env:[A-Za-z_][A-Za-z0-9_]*|file:.*\\S");

    private ArchiveReader() {}

    static Optional<Archive> read(YamlValue value) {
        return value.mapping(RulesWording.mappingOf(KEYS)).flatMap(mapping -> read(mapping.onlyKeys(KEYS)));
    }

    private static Optional<Archive> read(YamlMapping mapping) {
        String key = mapping.get("key").flatMap(ArchiveReader::key).orElse(Archive.STANDARD_KEY);
        long maxRows = mapping.get("max-rows")
                .flatMap(value -> value.wholeNumber(LEAST_ROWS, MOST_ROWS, "1000000"))
                .orElse(Archive.STANDARD_MAX_ROWS);
        return mapping.required("keep", RulesWording.duration())
                .flatMap(Durations::read)
                .map(keep -> new Archive(keep, key, maxRows));
    }

    private static Optional<String> key(YamlValue value) {
        if (value.isText() && KEY.matches(value.written())) {
            return Optional.of(value.written());
        }
        return value.unexpected(RulesWording.ARCHIVE_KEY);
    }
}
