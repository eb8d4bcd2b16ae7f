package io.writeguard.driver.schema;

import io.writeguard.rules.SecretColumn;
import io.writeguard.rules.check.ValueChecker;

/**
 * A secret column of a guarded table: what the rules file says, and what the database says.
 *
 * @param checker for the values written into it
 */
public record GuardedColumn(SecretColumn rules, TableColumn column, ValueType type, ValueChecker checker) {

    public String name() {
        return column.name();
    }
}
