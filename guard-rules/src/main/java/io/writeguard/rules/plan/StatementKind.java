package io.writeguard.rules.plan;

/** What a statement is for, as far as the guard has to know. */
public enum StatementKind {
    /** SELECT, VALUES, TABLE, without a write anywhere inside. */
    QUERY,
    /** UPDATE, DELETE, INSERT, MERGE, TRUNCATE, or a query with one of them in a WITH. */
    WRITE,
    COPY_FROM,
    /** COPY … TO of a table or of a query that only reads. */
    COPY_TO,
    BEGIN,
    COMMIT,
    ROLLBACK,
    SAVEPOINT,
    RELEASE,
    ROLLBACK_TO,
    PREPARE_TRANSACTION,
    /** COMMIT PREPARED, ROLLBACK PREPARED: of a transaction that is open in no session. */
    END_PREPARED,
    /** SET, RESET, DISCARD, SET ROLE, SET CONSTRAINTS …: session settings. */
    SETTING,
    /** DO or CALL. */
    ROUTINE,
    PREPARE,
    EXECUTE,
    /** EXPLAIN without ANALYZE: nothing is executed. */
    EXPLAIN,
    EXPLAIN_ANALYZE,
    /** DECLARE, FETCH, MOVE, CLOSE. */
    CURSOR,
    /** CREATE, ALTER, DROP, and SELECT INTO. */
    DDL,
    /** What reads or changes no row and no definition: LOCK, LISTEN, NOTIFY, ANALYZE, VACUUM, SHOW, COMMENT, GRANT … */
    UTILITY,
    /** Comments and white space alone. */
    EMPTY,
    /** Not recognised. */
    UNKNOWN
}
