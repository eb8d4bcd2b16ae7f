package io.writeguard.rules.check;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a text says once a wrapping or an encoding is taken off, such as {@code "null"} in quotes or {@code Bearer ***}. */
final class Disguise {

    private static final Pattern QUOTED = Pattern.compile("(?s)[bBuU]?(?:\\\\?\"(.*?)\\\\?\"|'(.*)'|`(.*)`|“(.*)”)");
    private static final Pattern CALL = Pattern.compile("(?s)[A-Za-z_][\\w.:<>$]*[(\\[{](.+)[)\\]}]");
    /** Behind an equals sign no other: that is the padding of base64. */
    private static final Pattern NAMED = Pattern.compile("(?s)[A-Za-z_][\\w.-]*\\s*(?::\\s*(.+)|=\\s*([^=\\s].*))");

    private static final Pattern BRACKETED = Pattern.compile("(?s)\\((.+)\\)|\\[(.+)\\]|<(.+)>|\\{(.+)\\}");
    private static final Pattern SCHEME =
            Pattern.compile("(?is)(?:(?:bearer|basic|token|apikey|digest|oauth)\\s+|\\{[\\w-]+\\})(.+)");

    /** No wrapping does without one of these, and most secrets do. */
    private static final CharacterSet MARKS = new CharacterSet(" \"'`“&;%\\=:()[]{}<");

    /** Digits alone are hexadecimal too; a short number is a number. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,11}");

    private static final int SHORTEST_DECODED = 3;
    private static final int LONGEST = 512;

    private Disguise() {}

    /** Everything that the text may be a disguise of; nothing for a text too long for any known one. */
    static List<String> contents(String text) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        List<String> contents = new ArrayList<>(0);
        if (MARKS.containsAnyOf(text)) {
            for (Pattern wrapping : List.of(QUOTED, BRACKETED, CALL, NAMED, SCHEME)) {
                group(wrapping, text).ifPresent(contents::add);
            }
            percentDecoded(text).ifPresent(contents::add);
            unescaped(text).ifPresent(contents::add);
        }
        base64Decoded(text).ifPresent(contents::add);
        hexDecoded(text).ifPresent(contents::add);
        return contents;
    }

    /** What stands in quotes or brackets, or behind the name of a scheme. */
    static Stream<String> wrapped(String text) {
        return text.length() > LONGEST || !MARKS.containsAnyOf(text)
                ? Stream.empty()
                : Stream.of(QUOTED, BRACKETED, SCHEME)
                        .map(wrapping -> group(wrapping, text))
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

    private static Optional<String> percentDecoded(String text) {
        if (text.indexOf('%') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Optional.empty();
        }
    }

    /** Without the escapes of HTML and JSON. */
    private static Optional<String> unescaped(String text) {
        String plain = text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        return Optional.of(plain.contains("\\u") ? JsonDocument.unescape(plain) : plain)
                .filter(result -> !result.equals(text));
    }

    /** One letter again and again fills a column, and encodes nothing. */
    private static Optional<String> base64Decoded(String text) {
        return isFill(text) ? Optional.empty() : Encodings.base64Text(text, SHORTEST_DECODED);
    }

    private static boolean isFill(String text) {
        int same = 0;
        while (same < text.length() && text.charAt(same) == text.charAt(0)) {
            same++;
        }
        return same == text.length();
    }

    private static Optional<String> hexDecoded(String text) {
        return Encodings.hex(text).flatMap(Disguise::text).filter(decoded -> !NUMBER.matches(text));
    }

    private static Optional<String> text(byte[] bytes) {
        return bytes.length < SHORTEST_DECODED ? Optional.empty() : Encodings.utf8(bytes);
    }
}
