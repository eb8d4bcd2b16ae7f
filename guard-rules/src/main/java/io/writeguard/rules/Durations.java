package io.writeguard.rules;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Reads {@code 500ms}, {@code 60s}, {@code 5m}, {@code 24h}, {@code 7d}. */
final class Durations {

    /** Ten years: beyond that a window is a mistake. */
    static final Duration LONGEST = Duration.ofDays(3650);

    /** At most 12 digits, so that no unit overflows. */
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private Durations() {}

    static Optional<Duration> read(YamlValue value) {
        return parse(value).or(() -> value.unexpected(RulesWording.duration()));
    }

    static Optional<StaleClear> readStaleClear(YamlValue value) {
        if (value.isText() && value.written().equals("off")) {
            return Optional.of(StaleClear.OFF);
        }
        if (value.isText() && value.written().equals("always")) {
            return Optional.of(StaleClear.ALWAYS);
        }
        return parse(value)
                .map(StaleClear::within)
                .or(() -> value.unexpected(RulesWording.staleClear(value.written())));
    }

    private static Optional<Duration> parse(YamlValue value) {
        Matcher matcher = DURATION.matcher(value.written());
        if (!value.isText() || !matcher.matches()) {
            return Optional.empty();
        }
        Duration duration = Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
        return Optional.of(duration).filter(time -> !time.isZero() && time.compareTo(LONGEST) <= 0);
    }
}
