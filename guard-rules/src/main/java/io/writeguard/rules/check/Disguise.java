package io.writeguard.rules.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** What a text says once a wrapping or an encoding is taken off, such as {@code "null"} in quotes or {@code Bearer ***}. */
final class Disguise {

    private static final Pattern QUOTED =
            Pattern.compile("(?s)[bBuU]?(?:\\\\?\"(.*?)\\\\?\"|'(.*)'|`(.*)`|&quot;(.*)&quot;|“(.*)”)");
    private static final Pattern CALL = Pattern.compile("(?s)[A-Za-z_][\\w.:<>$]*[(\\[{](.+)[)\\]}]");
    private static final Pattern NAMED = Pattern.compile("(?s)[A-Za-z_][\\w.-]*\\s*[=:]\\s*(.+)");
    private static final Pattern SCHEME =
            Pattern.compile("(?is)(?:(?:bearer|basic|token|apikey|digest|oauth)\\s+|\\{[\\w-]+\\})(.+)");
    private static final Pattern PERCENT = Pattern.compile("(?s)(?:[^%]|%[0-9A-Fa-f]{2})*%[0-9A-Fa-f]{2}.*");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int SHORTEST_DECODED = 3;
    private static final int LONGEST = 512;

    private Disguise() {}

    /** Everything that the text may be a disguise of; nothing for a text too long for any known one. */
    static Stream<String> contents(String text) {
        if (text.length() > LONGEST) {
            return Stream.empty();
        }
        return Stream.of(
                        group(QUOTED, text),
                        group(CALL, text),
                        group(NAMED, text),
                        group(SCHEME, text),
                        unescaped(text),
                        decoded(Encodings.base64(text)),
                        NUMBER.matches(text) ? Optional.<String>empty() : decoded(Encodings.hex(text)))
                .flatMap(Optional::stream);
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group));
            }
        }
        return Optional.empty();
    }

    /** Escapes of URLs, of HTML, and of JSON. */
    private static Optional<String> unescaped(String text) {
        if (PERCENT.matches(text)) {
            return percentDecoded(text);
        }
        if (text.indexOf('&') >= 0) {
            return Optional.of(text.replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&#39;", "'")
                            .replace("&quot;", "\"")
                            .replace("&amp;", "&"))
                    .filter(plain -> !plain.equals(text));
        }
        return text.contains("\\u") ? Optional.of(JsonDocument.unescape(text)) : Optional.empty();
    }

    private static Optional<String> percentDecoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    private static Optional<String> decoded(Optional<byte[]> bytes) {
        return bytes.filter(some -> some.length >= SHORTEST_DECODED).flatMap(Encodings::utf8);
    }
}
