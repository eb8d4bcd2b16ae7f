package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;

/**
 * The table whose rows a guarded table's are counted among: itself, or the one of which it is a partition or an inheritance
 * child.
 */
public record Counted(long oid, TableName name) {}
