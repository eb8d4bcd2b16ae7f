package io.writeguard.rules.plan;

/** Statements that their first words tell all about. */
final class SimpleStatements {

    private SimpleStatements() {}

    /**
     * The kind of a statement.
     *
     * @param first its first word
     * @param rest what follows that word
     * @return null where the statement is none of these
     */
    static StatementKind kind(String first, Cursor rest) {
        return switch (first) {
            case "begin", "start" -> StatementKind.BEGIN;
            case "commit", "end" -> rest.at("prepared") ? StatementKind.END_PREPARED : StatementKind.COMMIT;
            case "rollback", "abort" -> rollback(rest);
            case "savepoint" -> StatementKind.SAVEPOINT;
            case "release" -> StatementKind.RELEASE;
            case "set", "reset", "discard" -> StatementKind.SETTING;
            case "do", "call" -> StatementKind.ROUTINE;
            case "execute" -> StatementKind.EXECUTE;
            case "fetch", "move", "close" -> StatementKind.CURSOR;
            case "analyse",
                    "analyze",
                    "checkpoint",
                    "cluster",
                    "comment",
                    "deallocate",
                    "grant",
                    "listen",
                    "load",
                    "lock",
                    "notify",
                    "reassign",
                    "refresh",
                    "reindex",
                    "revoke",
                    "security",
                    "show",
                    "unlisten",
                    "vacuum" -> StatementKind.UTILITY;
            case "import" -> StatementKind.DDL;
            default -> null;
        };
    }

    private static StatementKind rollback(Cursor rest) {
        if (rest.at("prepared")) {
            return StatementKind.END_PREPARED;
        }
        rest.acceptAny("work", "transaction");
        return rest.at("to") ? StatementKind.ROLLBACK_TO : StatementKind.ROLLBACK;
    }
}
