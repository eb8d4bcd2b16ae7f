package io.writeguard.driver.schema;

/** How a column holds JSON documents. */
public enum DocumentType {
    JSONB,
    /** As json or text, of which the server can tell whether jsonb takes it. */
    CHECKED,
    /** As json or text, where a server before version 16 can't tell. */
    UNCHECKED;

    private static final int FIRST_THAT_CHECKS = 16;

    /** The kind of a PostgreSQL type; null where a document can't have it. */
    static DocumentType of(String typeName, int serverVersion) {
        return switch (typeName) {
            case "jsonb" -> JSONB;
            case "json", "text", "varchar", "bpchar", "citext" ->
                serverVersion >= FIRST_THAT_CHECKS ? CHECKED : UNCHECKED;
            default -> null;
        };
    }
}
