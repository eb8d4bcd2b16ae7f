package io.writeguard.rules.plan;

import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;

/**
 * One thing that a DDL statement does to a relation that it names.
 *
 * @param kind what is done
 * @param column folded, of ADD COLUMN the new one; null where the whole relation is meant
 * @param using the new values of {@code ALTER COLUMN … TYPE … USING}, else null
 */
public record TableChange(Kind kind, RelationName relation, String column, Span using) {

    /** What DDL can do to a table. */
    public enum Kind {
        DROP_TABLE,
        DROP_COLUMN,
        /** ALTER COLUMN … TYPE, with or without USING. */
        ALTER_TYPE,
        RENAME_TABLE,
        RENAME_COLUMN,
        SET_SCHEMA,
        DETACH_PARTITION,
        /** Changes no stored value: ADD COLUMN, CREATE INDEX, SET DEFAULT, constraints, storage, owner … */
        HARMLESS,
        /** Not recognised, or known to replace rows or to make something else write. */
        OTHER
    }
}
