package io.writeguard.it.model;

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
        SAVEPOINT,
        ROLLBACK_TO,
        RELEASE,
        TIME_PASSES
    }

    /** Whether it changes rows. */
    boolean writes() {
        return kind.compareTo(Kind.BEGIN) < 0;
    }

    @Override
    public String toString() {
        return connection + ":" + kind + "(" + from + "," + to + ")";
    }
}
