/**
 * What a statement writes, read from its text alone: target, assignments, values, predicate.
 *
 * <p>Two independent readings, our own outline and JSqlParser's, that have to agree. Calls {@code rules.sql}; knows no
 * rules file and no database.
 */
package io.writeguard.rules.plan;
