package io.writeguard.driver.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Reads the keys from where the rules file says that they are. */
final class KeySource {

    private static final String ENVIRONMENT = "env:";
    private static final String FILE = "file:";
    private static final Pattern COMMENT = Pattern.compile("#.*");
    private static final Pattern WORD_BREAK = Pattern.compile("[\\s,]+");
    private static final int HEX_DIGITS = 2 * ArchiveKey.BYTES;

    private final UnaryOperator<String> environment;

    KeySource(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /**
     * The keys, the one to write with first; none for {@code none}.
     *
     * @param place as in the rules file
     * @throws ArchiveUnavailable where there is none, or one that is no key; without what was found there
     */
    List<ArchiveKey> read(String place) throws ArchiveUnavailable {
        if (place.startsWith(ENVIRONMENT)) {
            String value = environment.apply(place.substring(ENVIRONMENT.length()));
            return value == null ? missing(place) : ofText(place, value);
        }
        return place.startsWith(FILE) ? ofFile(place) : List.of();
    }

    private List<ArchiveKey> ofFile(String place) throws ArchiveUnavailable {
        byte[] content;
        try {
            content = Files.readAllBytes(Path.of(place.substring(FILE.length())));
        } catch (IOException | InvalidPathException unreadable) {
            return missing(place);
        }
        return content.length == ArchiveKey.BYTES
                ? List.of(ArchiveKey.of(content))
                : ofText(place, new String(content, StandardCharsets.ISO_8859_1));
    }

    private static List<ArchiveKey> missing(String place) throws ArchiveUnavailable {
        throw ArchiveUnavailable.because(ArchiveWording.noKey(place));
    }

    private static List<ArchiveKey> ofText(String place, String text) throws ArchiveUnavailable {
        List<ArchiveKey> keys = new ArrayList<>();
        for (String line : text.lines().toList()) {
            for (String word : WORD_BREAK.split(COMMENT.matcher(line).replaceFirst(""), -1)) {
                if (!word.isEmpty()) {
                    keys.add(ofWord(place, word));
                }
            }
        }
        return keys.isEmpty() ? missing(place) : keys;
    }

    private static ArchiveKey ofWord(String place, String word) throws ArchiveUnavailable {
        try {
            byte[] bytes = word.length() == HEX_DIGITS
                    ? HexFormat.of().parseHex(word)
                    : Base64.getDecoder().decode(word);
            if (bytes.length == ArchiveKey.BYTES) {
                return ArchiveKey.of(bytes);
            }
        } catch (IllegalArgumentException noKey) {
            // told below, without the text
        }
        throw ArchiveUnavailable.because(ArchiveWording.badKey(place));
    }
}
