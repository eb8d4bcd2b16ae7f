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
        /** The relation, a partition or child, is no longer part of another: DETACH PARTITION, NO INHERIT. */
        DETACH_PARTITION,
        /** DROP TYPE or DOMAIN of the name in {@code column}, or DROP EXTENSION, each with CASCADE. */
        DROP_TYPE,
        /** DROP of something else with CASCADE: which columns go with it, only the database knows. */
        DROP_DEPENDENTS,
        /** Changes no stored value: ADD COLUMN, CREATE INDEX, SET DEFAULT, constraints, triggers, storage, owner … */
        HARMLESS,
        /** Not recognised, or known to replace values. */
        OTHER
    }
}
