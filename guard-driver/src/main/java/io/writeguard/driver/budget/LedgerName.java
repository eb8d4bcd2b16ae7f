package io.writeguard.driver.budget;

/**
 * What tells a ledger from the others of a database, in every process that counts there.
 *
 * @param table as {@code schema.table}; the parent, for a partition or inheritance child
 * @param secret the column, or column and path
 */
public record LedgerName(String table, String secret) {}
