package io.writeguard.rules.check;

import io.writeguard.rules.Location;
import io.writeguard.rules.Rule;
import io.writeguard.rules.TableName;

/**
 * One rule that one write breaks. Holds no literal and no bound value.
 *
 * @param column null where the rule is about the whole table
 * @param counts null where the rule counts nothing
 * @param location the line of the rules file that says so
 * @param safeStatement one SQL statement that writes it safely, with {@code ?} for values; part of the message
 * @param override the line of Java that lets the write through; part of the message
 * @param message what was about to happen, why that is dangerous, how to write it safely, how to override it
 */
public record Violation(
        Rule rule,
        TableName table,
        String column,
        Counts counts,
        Location location,
        String safeStatement,
        String override,
        String message) {}
