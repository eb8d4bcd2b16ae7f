package io.writeguard.rules.sql;

/**
 * A relation as a statement writes it, folded as PostgreSQL folds (A–Z alone, cut at 63 bytes), without quotes.
 *
 * @param schema null where not written; a database name before it is dropped
 * @param name never null
 */
public record RelationName(String schema, String name) {

    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
