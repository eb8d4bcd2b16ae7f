package io.writeguard.rules.plan;

import io.writeguard.rules.sql.Span;

/**
 * One common table expression that a write can see.
 *
 * @param name folded
 * @param span its whole text, {@code name (columns) AS MATERIALIZED (…)}, as it stands between the commas
 * @param modifying whether it writes
 */
public record WithQuery(String name, Span span, boolean modifying) {}
