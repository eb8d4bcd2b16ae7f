package io.writeguard.driver.row;

import java.util.UUID;

/** 128 bits of a keyed hash: equal for equal contents under the same key, and of no use without it. */
public record KeyedHash(long high, long low) {

    public static KeyedHash of(UUID id) {
        return new KeyedHash(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** The same 128 bits as PostgreSQL has a type for. */
    public UUID toUuid() {
        return new UUID(high, low);
    }
}
