/**
 * {@code archive}: what secrets held before they were cleared, overwritten or deleted, kept in the guarded database (table
 * {@code writeguard.archive}, written in the application's own transaction) and brought back from there.
 *
 * <p>The application's role writes to it and can't read it; values are encrypted under a key that the application has.
 *
 * <p>Called by {@code judge}, {@code session} and the command line; calls {@code impact} and {@code schema}.
 */
package io.writeguard.driver.archive;
