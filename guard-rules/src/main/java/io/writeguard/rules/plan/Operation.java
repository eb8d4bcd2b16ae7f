package io.writeguard.rules.plan;

/** What one write does to its target; {@link #id()} is the name in the output of {@code explain}. */
public enum Operation {
    UPDATE("update"),
    DELETE("delete"),
    INSERT("insert"),
    ON_CONFLICT_UPDATE("on-conflict-update"),
    MERGE_UPDATE("merge-update"),
    MERGE_DELETE("merge-delete"),
    MERGE_INSERT("merge-insert"),
    TRUNCATE("truncate"),
    COPY_FROM("copy-from");

    private final String id;

    Operation(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
