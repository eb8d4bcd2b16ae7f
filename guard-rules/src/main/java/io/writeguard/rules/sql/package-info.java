/**
 * SQL text as PostgreSQL's scanner sees it: tokens, statements, literals, names.
 *
 * <p>Knows nothing of the grammar beyond the lexical level and of no rules file. Called by {@code rules.plan}.
 */
package io.writeguard.rules.sql;
