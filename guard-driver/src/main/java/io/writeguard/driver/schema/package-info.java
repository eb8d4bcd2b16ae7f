/**
 * The guarded tables as the database has them: names, columns, keys, defaults; and what a name stands for.
 *
 * <p>Asks the catalog alone. Called by every room that needs to know a table.
 */
package io.writeguard.driver.schema;
