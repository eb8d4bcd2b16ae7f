package io.writeguard.rules.sql;

/**
 * A relation as a statement writes it, folded as PostgreSQL folds (A–Z alone, cut at 63 bytes), without quotes.
 *
 * @param database null where not written; PostgreSQL accepts only the name of the database it is connected to
 * @param schema null where not written
 * @param name never null
 */
public record RelationName(String database, String schema, String name) {

    public RelationName(String schema, String name) {
        this(null, schema, name);
    }

    /** The parts that were written, joined by dots; for messages, not for SQL. */
    @Override
    public String toString() {
        String qualified = schema == null ? name : schema + "." + name;
        return database == null ? qualified : database + "." + qualified;
    }
}
