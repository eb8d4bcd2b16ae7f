package io.writeguard.rules.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Digests of the empty text and of placeholders, as an application leaves them that hashes whatever it was given.
 *
 * <p>Computed once from the catalogue and from the usual lengths of masks.
 */
final class PlaceholderDigests {

    private static final int LONGEST_MASK = 40;

    /** Their lengths in bytes. */
    private static final List<Integer> DIGESTS = List.of(16, 20, 28, 32, 48, 64);

    private static final Set<Integer> HEX = hexLengths();
    private static final Set<Integer> BASE64 = base64Lengths();

    static final PlaceholderDigests STANDARD = new PlaceholderDigests();

    private final Map<String, String> originByDigest = new HashMap<>();

    private PlaceholderDigests() {
        addDigests(List.of("MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512"), Stream.of(""));
        addDigests(List.of("MD5", "SHA-1", "SHA-256", "SHA-512"), Stream.concat(catalogue(), masks()));
    }

    /** The placeholder, as {@link PlaceholderCatalogue#key}, whose digest the text is in hexadecimal digits or base64. */
    Optional<String> origin(String text) {
        String hex = origin(text, HEX, Encodings::hex);
        return Optional.ofNullable(hex != null ? hex : origin(text, BASE64, Encodings::base64));
    }

    /** Most secrets are not as long as a digest, and need not be decoded. */
    private String origin(String text, Set<Integer> lengths, Function<String, Optional<byte[]>> decoder) {
        return !lengths.contains(lengthWithoutPadding(text))
                ? null
                : decoder.apply(text)
                        .map(bytes -> originByDigest.get(HexFormat.of().formatHex(bytes)))
                        .orElse(null);
    }

    /** With {@code 0x} before the digits, or without. */
    private static Set<Integer> hexLengths() {
        return DIGESTS.stream()
                .flatMap(bytes -> Stream.of(2 * bytes, 2 * bytes + 2))
                .collect(Collectors.toSet());
    }

    private static Set<Integer> base64Lengths() {
        return DIGESTS.stream().map(bytes -> (8 * bytes + 5) / 6).collect(Collectors.toSet());
    }

    private static int lengthWithoutPadding(String text) {
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == '=') {
            length--;
        }
        return length;
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
