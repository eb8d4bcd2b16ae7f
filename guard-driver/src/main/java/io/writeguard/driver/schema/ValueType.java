package io.writeguard.driver.schema;

/** The kinds of column types that a secret can have (SPEC section 3). */
public enum ValueType {
    TEXT,
    BYTES,
    JSON,
    UUID,
    ARRAY;

    /**
     * The kind of a PostgreSQL type, or null where a secret can't have it.
     *
     * @param typeName from {@code pg_type.typname}; a domain's base type
     * @param category from {@code pg_type.typcategory}
     */
    public static ValueType of(String typeName, String category) {
        if (category.equals("A")) {
            return ARRAY;
        }
        return switch (typeName) {
            case "text", "varchar", "bpchar", "citext", "name" -> TEXT;
            case "bytea" -> BYTES;
            case "json", "jsonb" -> JSON;
            case "uuid" -> UUID;
            default -> null;
        };
    }
}
