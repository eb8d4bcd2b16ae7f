/**
 * Replays cases: one JSON object a line, each with tables, rules, what an application does, and whether the guard has to
 * refuse it. The format is described in {@code docs/cases.md}.
 */
package io.writeguard.it.cases;
