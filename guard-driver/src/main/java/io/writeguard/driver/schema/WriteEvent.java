package io.writeguard.driver.schema;

/** What a trigger or rule fires on. */
public enum WriteEvent {
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE
}
