package io.writeguard.rules;

import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads {@code 10%} or {@code 0.1} as a ratio. */
final class Ratio {

    static final int MOST_DECIMALS = 12;

    private static final int LONGEST_TEXT = 40;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final Pattern PERCENT = Pattern.compile("[0-9]+(?:\\.[0-9]+)?%");

    /** As in the core schema of YAML 1.2, section 10.3.2; a longer exponent is out of bounds anyway. */
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?");

    private Ratio() {}

    static Optional<BigDecimal> read(YamlValue value) {
        Optional<BigDecimal> ratio = value.isNumber()
                ? number(value.written())
                : percent(value.written()).filter(ignored -> value.isText());
        return ratio.map(BigDecimal::stripTrailingZeros)
                .filter(Ratio::allowed)
                .or(() -> value.unexpected(RulesWording.ratio(meantAsPercent(value))));
    }

    private static Optional<BigDecimal> percent(String text) {
        return PERCENT.matches(text)
                ? number(text.substring(0, text.length() - 1)).map(number -> number.movePointLeft(2))
                : Optional.empty();
    }

    private static Optional<BigDecimal> number(String text) {
        return text.length() <= LONGEST_TEXT && NUMBER.matches(text)
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static boolean allowed(BigDecimal ratio) {
        return ratio.signum() > 0 && ratio.compareTo(BigDecimal.ONE) <= 0 && ratio.scale() <= MOST_DECIMALS;
    }

    private static Optional<String> meantAsPercent(YamlValue value) {
        return number(value.written())
                .filter(number -> number.compareTo(BigDecimal.ONE) > 0 && number.compareTo(HUNDRED) <= 0)
                .map(number -> number.stripTrailingZeros().toPlainString() + "%");
    }
}
