package io.writeguard.driver.cli.offline;

import io.writeguard.rules.check.Violation;

/**
 * Something that a statement breaks, or breaks if its table holds many secrets.
 *
 * @param certain whether it does whatever the table holds; else its rows have to be counted
 * @param warns whether the rules file lets it through and has it reported
 * @param offset where in the text it is, in characters from 0
 */
public record Finding(Violation violation, boolean certain, boolean warns, int offset) {}
