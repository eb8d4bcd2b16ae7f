/**
 * What a verdict costs, as ratios to the PostgreSQL driver alone. Measures, and asserts nothing about time: run by hand, and
 * written down in {@code docs/cost.md}.
 */
package io.writeguard.it.cost;
