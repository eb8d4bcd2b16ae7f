package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;

/** Reads a COPY of a table. */
final class CopyReader {

    private CopyReader() {}

    /**
     * Reads a COPY after its keyword, where no query follows it.
     *
     * @return null for COPY … TO, and where the cursor has a problem
     */
    static WriteDraft read(Cursor cursor) {
        LexedSql sql = cursor.sql();
        cursor.accept("binary");
        int from = cursor.position();
        Target target = new Target(cursor.relation(), null, new Span(from, cursor.position()));
        WriteDraft draft = new WriteDraft(Operation.COPY_FROM, target);
        if (cursor.at(TokenType.OPEN_PARENTHESIS)) {
            draft.columns = InsertReader.columns(cursor);
        }
        if (cursor.accept("to")) {
            return null;
        }
        cursor.expect("from");
        int where = Clauses.find(sql, new Span(cursor.position(), cursor.limit()), "where");
        draft.where = where < cursor.limit() ? new Span(where + 1, cursor.limit()) : null;
        return cursor.problem() == null ? draft : null;
    }
}
