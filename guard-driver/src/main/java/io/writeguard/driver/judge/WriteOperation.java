package io.writeguard.driver.judge;

/** What a write does, as messages name it. */
enum WriteOperation {
    UPDATE("UPDATE", false, false),
    DELETE("DELETE", true, false),
    INSERT("INSERT", false, false),
    COPY("COPY", false, false),
    UPSERT("INSERT ... ON CONFLICT DO UPDATE", false, false),
    CASCADE("DELETE (by ON DELETE CASCADE)", true, false),
    TRUNCATE("TRUNCATE", true, false),
    /** What a function, trigger, rule or view did when the statement was run. */
    MEASURED("statement (through a function, trigger, rule or view)", false, false),
    /** The end of a transaction whose verdict was postponed. */
    COMMIT("COMMIT", false, false),
    DROP_TABLE("DROP TABLE", true, true),
    DROP_COLUMN("ALTER TABLE ... DROP COLUMN", true, true),
    DROP_TYPE("DROP TYPE ... CASCADE", true, true),
    DETACH_PARTITION("ALTER TABLE ... DETACH PARTITION", true, true),
    ALTER_COLUMN("ALTER TABLE ... ALTER COLUMN", false, true);

    private final String text;
    private final boolean removes;
    private final boolean definition;

    WriteOperation(String text, boolean removes, boolean definition) {
        this.text = text;
        this.removes = removes;
        this.definition = definition;
    }

    String text() {
        return text;
    }

    /** Whether it takes the row or the column away, so that there is no new value to judge. */
    boolean removes() {
        return removes;
    }

    /** Whether it is DDL. */
    boolean definition() {
        return definition;
    }

    /** Whether it locks the table against every reader. */
    boolean locksTable() {
        return definition || this == TRUNCATE;
    }
}
