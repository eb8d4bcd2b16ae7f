/** Writes that reach a guarded table from somewhere else: foreign keys, views, triggers, rules, functions, partitions. */
package io.writeguard.it.reach;
