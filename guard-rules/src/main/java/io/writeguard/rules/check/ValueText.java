package io.writeguard.rules.check;

import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The texts that a value consists of: one, or the elements of an array that are not NULL.
 *
 * @param parts none for NULL and for an array without a value
 */
record ValueText(List<String> parts) {

    static ValueText of(SecretValue value) {
        if (value instanceof SecretValue.Text text) {
            return new ValueText(List.of(text.value()));
        }
        if (value instanceof SecretValue.Bytes bytes) {
            return new ValueText(List.of(text(bytes.value())));
        }
        if (value instanceof SecretValue.Elements elements) {
            return new ValueText(
                    elements.value().stream().filter(Objects::nonNull).toList());
        }
        return new ValueText(List.of());
    }

    /** Whether there is nothing, or one of several elements was replaced by nothing. */
    boolean isEmpty() {
        return parts.isEmpty() || anyMatch(part -> Blanks.trim(part).isEmpty());
    }

    boolean anyMatch(Predicate<String> predicate) {
        for (String part : parts) {
            if (predicate.test(part)) {
                return true;
            }
        }
        return false;
    }

    private static String text(byte[] bytes) {
        return Encodings.utf8(bytes).orElseGet(() -> "\\x" + HexFormat.of().formatHex(bytes));
    }
}
