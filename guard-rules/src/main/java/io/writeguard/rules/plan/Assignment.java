package io.writeguard.rules.plan;

/**
 * One column that a write sets.
 *
 * @param column base name, folded ({@code a} for {@code a[1]} and {@code a.f})
 * @param partial whether only an element or a field of it is set
 */
public record Assignment(String column, boolean partial, ValueSource value) {}
