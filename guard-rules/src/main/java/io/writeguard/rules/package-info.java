/**
 * The rules file as values: which columns are secret, and what is allowed to happen to them.
 *
 * <p>{@link io.writeguard.rules.RulesFile} reads the file; everything else here is immutable and safe to share between
 * threads. Uses no other package of the project; every other one may use it.
 */
package io.writeguard.rules;
