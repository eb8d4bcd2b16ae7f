package io.writeguard.driver.cli.suggest;

import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What kind of values a column has, from some of them.
 *
 * @param kind of most of them
 * @param filled how many had something in them
 * @param empty how many were empty or blank
 * @param format a pattern that all of them match, where they are of a kind that has one; else null
 */
record ContentShape(Kind kind, int filled, int empty, String format) {

    /** From what can't be anything else to what can't be a secret. */
    enum Kind {
        PASSWORD_HASH("password hashes", true),
        PRIVATE_KEY("private keys", true),
        VENDOR_TOKEN("tokens of a known product", true),
        SIGNED_TOKEN("signed tokens (JWT)", true),
        URL_WITH_PASSWORD("URLs with a password or token in them", true),
        RANDOM("random texts", false),
        PLAIN("words, numbers or short texts", false),
        /** Neither one nor the other, or no value at all. */
        UNCLEAR("", false);

        private final String text;
        private final boolean telling;

        Kind(String text, boolean telling) {
            this.text = text;
            this.telling = telling;
        }

        String text() {
            return text;
        }

        /** Whether it says secret by itself, whatever the name is. */
        boolean telling() {
            return telling;
        }
    }

    private record Known(Kind kind, Pattern pattern, String format) {
        static Known of(Kind kind, String pattern) {
            return new Known(kind, Pattern.compile("(?s)" + pattern), null);
        }

        static Known token(String format) {
            return new Known(Kind.VENDOR_TOKEN, Pattern.compile(format), format);
        }
    }

    private static final List<Known> KNOWN = List.of(
            Known.of(Kind.PASSWORD_HASH, "\\$(2[abxy]?|argon2(id|i|d)|scrypt|pbkdf2[\\w-]*|5|6|y|7)\\$.+"),
            Known.of(Kind.PASSWORD_HASH, "(pbkdf2_sha(1|256|512)|bcrypt(_sha256)?|argon2|scrypt)\\$.+"),
            Known.of(Kind.PASSWORD_HASH, "\\{(SSHA|SHA|CRYPT|BCRYPT|PBKDF2)[\\w-]*\\}.+"),
            Known.of(Kind.PRIVATE_KEY, "\\s*-----BEGIN [A-Z ]*PRIVATE KEY-----.+"),
            Known.token("gh[opsur]_[A-Za-z0-9]{36,}"),
            Known.token("github_pat_[A-Za-z0-9_]{60,}"),
            Known.token("glpat-[A-Za-z0-9_.-]{20,}"),
            Known.token("xox[abeprs]-[A-Za-z0-9-]{10,}"),
            Known.token("[rs]k_(live|test)_[A-Za-z0-9]{16,}"),
            Known.token("whsec_[A-Za-z0-9+/=_-]{16,}"),
            Known.token("SG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}"),
            Known.token("(AKIA|ASIA)[A-Z0-9]{16}"),
            Known.token("AIza[A-Za-z0-9_-]{35}"),
            Known.token("ya29\\.[A-Za-z0-9_-]{20,}"),
            Known.token("sk-[A-Za-z0-9_-]{20,}"),
            Known.token("key-[0-9a-f]{32}"),
            Known.of(Kind.SIGNED_TOKEN, "eyJ[A-Za-z0-9_-]+\\.eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*"),
            Known.of(Kind.URL_WITH_PASSWORD, "[a-z][a-z0-9+.-]*://[^/@\\s]*:[^/@\\s]+@.+"),
            Known.of(Kind.URL_WITH_PASSWORD, "https://hooks\\.slack\\.com/(services|workflows)/.+"),
            Known.of(
                    Kind.URL_WITH_PASSWORD,
                    "https://[^\\s?]+\\?([^\\s]*&)?(token|key|sig|secret|api_key|access_token)=[^\\s]{8,}.*"));

    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern CONTINUOUS = Pattern.compile("[A-Za-z0-9+/=_.:~-]+");
    private static final int SHORTEST_RANDOM = 16;
    private static final double LEAST_ENTROPY = 3.0;
    private static final int LONGEST_PLAIN = 12;
    private static final double MOST = 0.6;

    /** @param values as text; null for NULL */
    static ContentShape of(List<String> values) {
        List<String> filled = values.stream()
                .filter(value -> value != null && !value.isBlank())
                .toList();
        int empty = (int) values.stream()
                .filter(value -> value != null && value.isBlank())
                .count();
        Map<Kind, Integer> kinds = new HashMap<>();
        filled.forEach(value -> kinds.merge(kind(value), 1, Integer::sum));
        Kind most = kinds.entrySet().stream()
                .filter(kind -> kind.getValue() >= filled.size() * MOST)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.UNCLEAR);
        boolean repeats = new HashSet<>(filled).size() * 2 < filled.size();
        Kind kind = most == Kind.RANDOM && repeats ? Kind.UNCLEAR : most;
        return new ContentShape(kind, filled.size(), empty, kind == Kind.VENDOR_TOKEN ? format(filled) : null);
    }

    private static String format(List<String> values) {
        return KNOWN.stream()
                .filter(known -> known.format() != null && values.stream().allMatch(known.pattern()::matches))
                .map(Known::format)
                .findFirst()
                .orElse(null);
    }

    private static Kind kind(String value) {
        for (Known known : KNOWN) {
            if (known.pattern().matches(value)) {
                return known.kind();
            }
        }
        if (UUID.matches(value)) {
            return Kind.UNCLEAR;
        }
        boolean continuous = CONTINUOUS.matches(value);
        if (continuous && value.length() >= SHORTEST_RANDOM && isMixed(value) && entropy(value) >= LEAST_ENTROPY) {
            return Kind.RANDOM;
        }
        return !continuous || value.length() <= LONGEST_PLAIN ? Kind.PLAIN : Kind.UNCLEAR;
    }

    private static boolean isMixed(String value) {
        boolean digits = value.chars().anyMatch(Character::isDigit);
        boolean letters = value.chars().anyMatch(Character::isLetter);
        return digits && letters && !value.contains("://");
    }

    /** Bits a character, after Shannon. */
    private static double entropy(String value) {
        Map<Integer, Integer> counts = new HashMap<>();
        value.chars().forEach(character -> counts.merge(character, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double part = (double) count / value.length();
            bits -= part * Math.log(part) / Math.log(2);
        }
        return bits;
    }
}
