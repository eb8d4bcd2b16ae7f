package io.writeguard.rules.check;

import io.writeguard.rules.Placeholders;
import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.SecretColumn.OnPlaceholder;

/**
 * Says what a value is that is on its way into one secret column. Immutable and safe to share between threads.
 *
 * <p>A bytea is read as the UTF-8 text that it holds; where it holds none, as PostgreSQL's text form of it ({@code \x…}).
 */
public final class ValueChecker {

    /** All characters that count as blank, as the second argument of PostgreSQL's {@code btrim} takes them. */
    public static final String BLANKS = Blanks.CHARACTERS;

    private final SecretColumn column;
    private final PlaceholderMatcher placeholders;

    public ValueChecker(SecretColumn column, Placeholders placeholders) {
        this.column = column;
        this.placeholders = new PlaceholderMatcher(placeholders);
    }

    /**
     * What the value is, looked at alone: the first that holds of NULL, EMPTY, PLACEHOLDER, MALFORMED, else GOOD. Where
     * the column allows placeholders, one of them is judged by format and length as any other value is.
     */
    public ValueState check(SecretValue value) {
        if (value instanceof SecretValue.Null) {
            return ValueState.NULL;
        }
        ValueText text = ValueText.of(value);
        if (text.isEmpty()) {
            return ValueState.EMPTY;
        }
        if (column.onPlaceholder() == OnPlaceholder.REJECT && text.anyMatch(placeholders::matches)) {
            return ValueState.PLACEHOLDER;
        }
        return text.anyMatch(this::malformed) ? ValueState.MALFORMED : ValueState.GOOD;
    }

    /** Whether {@link #check} says neither NULL nor EMPTY; costs next to nothing, unlike the search for placeholders. */
    public static boolean isPresent(SecretValue value) {
        return !(value instanceof SecretValue.Null) && !ValueText.of(value).isEmpty();
    }

    /**
     * Whether the value may be a mask of some stored secret. Where not, the stored value need not be looked at; where the
     * column allows placeholders, it never needs to be.
     */
    public boolean couldBeMask(SecretValue value) {
        return column.onPlaceholder() == OnPlaceholder.REJECT
                && ValueText.of(value)
                        .anyMatch(text -> Mask.in(text).findAny().isPresent() && !placeholders.never(text));
    }

    /** Whether the new value is the stored one with a part of it covered, such as {@code sk-****wxyz}. */
    public static boolean isMaskOf(SecretValue newValue, SecretValue stored) {
        ValueText storedText = ValueText.of(stored);
        return ValueText.of(newValue)
                .anyMatch(text -> Mask.in(text).anyMatch(mask -> storedText.anyMatch(mask::covers)));
    }

    private boolean malformed(String text) {
        return text.codePointCount(0, text.length()) < column.minLength()
                || (column.format() != null && !column.format().matches(text));
    }
}
