package io.writeguard.driver.schema;

import io.writeguard.rules.TableName;

/** A relation of any kind. */
record Relation(long oid, TableName name) {}
