package io.writeguard.it.model;

import java.util.EnumSet;

/**
 * One thing that one of the connections does.
 *
 * @param connection by number
 * @param from the first row that it is about, by key; also chooses savepoints and values
 * @param to the last one
 */
record Step(int connection, Kind kind, int from, int to) {

    /** What is done; {@link Statements} says how. */
    enum Kind {
        CLEAR_BY_KEY,
        CLEAR_AS_LITERAL,
        CLEAR_RANGE,
        CLEAR_BATCH,
        DELETE_BY_KEY,
        DELETE_RANGE,
        GIVE_VALUE,
        GIVE_REPEATED_VALUE,
        RECOVER_RANGE,
        OVERWRITE_RANGE,
        REWRITE_SAME,
        RETIRE,
        REINSTATE,
        INSERT,
        UPSERT_VALUE,
        UPSERT_NULL,
        UPSERT_BATCH,
        BEGIN,
        COMMIT,
        ROLLBACK,
        PREPARE,
        END_PREPARED,
        SAVEPOINT,
        ROLLBACK_TO,
        RELEASE,
        TIME_PASSES
    }

    /** Whether it changes rows. */
    boolean writes() {
        return kind.compareTo(Kind.BEGIN) < 0;
    }

    /** Whether it changes rows that are there, and none beside them that a row held by others decides about. */
    boolean mayWait() {
        return writes() && kind != Kind.INSERT && kind != Kind.RECOVER_RANGE && kind != Kind.GIVE_REPEATED_VALUE;
    }

    /** Whether it is the clear of one row by its key, prepared, which the guard looks at in the trip of the statement. */
    boolean takesOneTrip() {
        return EnumSet.of(Kind.CLEAR_BY_KEY, Kind.DELETE_BY_KEY, Kind.RETIRE).contains(kind);
    }

    @Override
    public String toString() {
        return connection + ":" + kind + "(" + from + "," + to + ")";
    }
}
