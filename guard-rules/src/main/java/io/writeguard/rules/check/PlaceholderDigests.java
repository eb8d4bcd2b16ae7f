package io.writeguard.rules.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Digests of the empty text and of placeholders, as an application leaves them that hashes whatever it was given.
 *
 * <p>Computed once from the catalogue and from the usual lengths of masks.
 */
final class PlaceholderDigests {

    static final PlaceholderDigests STANDARD = new PlaceholderDigests();

    private static final int LONGEST_MASK = 40;

    private final Map<String, String> originByDigest = new HashMap<>();

    private PlaceholderDigests() {
        addDigests(List.of("MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512"), Stream.of(""));
        addDigests(List.of("MD5", "SHA-1", "SHA-256", "SHA-512"), Stream.concat(catalogue(), masks()));
    }

    /** The placeholder, as {@link PlaceholderCatalogue#key}, whose digest the text is in hexadecimal digits or base64. */
    Optional<String> origin(String text) {
        return Stream.of(Encodings.hex(text), Encodings.base64(text))
                .flatMap(Optional::stream)
                .map(bytes -> originByDigest.get(HexFormat.of().formatHex(bytes)))
                .filter(origin -> origin != null)
                .findFirst();
    }

    private void addDigests(List<String> algorithms, Stream<String> texts) {
        List<MessageDigest> digests =
                algorithms.stream().map(PlaceholderDigests::algorithm).toList();
        texts.forEach(text -> digests.forEach(digest -> originByDigest.put(
                HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8))),
                PlaceholderCatalogue.key(text))));
    }

    private static Stream<String> catalogue() {
        return PlaceholderCatalogue.STANDARD.values().stream()
                .map(PlaceholderCatalogue.Row::entry)
                .flatMap(entry -> Stream.of(entry, PlaceholderCatalogue.key(entry)));
    }

    private static Stream<String> masks() {
        return Stream.of("*", "•", "●", "x", "X")
                .flatMap(character -> IntStream.rangeClosed(3, LONGEST_MASK).mapToObj(character::repeat));
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java runtime lacks " + name, e);
        }
    }
}
