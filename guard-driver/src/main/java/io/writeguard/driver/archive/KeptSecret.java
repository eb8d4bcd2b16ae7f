package io.writeguard.driver.archive;

import io.writeguard.driver.schema.GuardedTable;
import io.writeguard.rules.Archive;
import java.util.Map;

/**
 * What one secret of one row holds before it goes.
 *
 * @param table the row's
 * @param secret the column's name, with the path where it is a member of a document
 * @param rowKey the texts of the key's columns
 * @param operation that takes it, as messages name it
 * @param reason of the override under which it goes; null without one
 * @param value the column's, as the database prints it; the whole document where the secret is a member of one
 */
public record KeptSecret(
        GuardedTable table, String secret, Map<String, String> rowKey, String operation, String reason, String value) {

    /** What the rules say of the table; never null, as only secrets of such tables are kept. */
    Archive archive() {
        return table.rules().archive();
    }

    @Override
    public String toString() {
        return "KeptSecret[" + table.name() + " " + secret + "]";
    }
}
