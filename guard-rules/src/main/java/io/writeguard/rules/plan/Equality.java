package io.writeguard.rules.plan;

/**
 * A conjunct of a predicate that holds for a row only if {@code column = value}, with nothing but top-level AND around it.
 * {@code (a, b) = (?, ?)} makes two, {@code a IN (?)} makes one.
 *
 * @param qualifier table name or alias before the column, folded; null where not written
 * @param column folded
 * @param value a constant: a parameter, a string literal, or an {@link ValueSource.Expression} that consists of a number,
 *     TRUE, FALSE or a cast of a constant alone
 * @param matchesNull whether it was written IS NOT DISTINCT FROM, which also holds for NULL and NULL
 */
public record Equality(String qualifier, String column, ValueSource value, boolean matchesNull) {}
