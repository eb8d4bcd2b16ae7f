package io.writeguard.rules.plan;

import io.writeguard.rules.plan.ValueReader.Scope;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Reads one writing statement, from its keyword to its end. Those nested in it are read on their own. */
final class WriteReader {

    private final Cursor cursor;
    private final List<WriteDraft> drafts = new ArrayList<>();

    private WriteReader(LexedSql sql, Span statement) {
        this.cursor = new Cursor(sql, statement);
    }

    /**
     * What was read.
     *
     * @param problem null where all of the statement was understood
     */
    record Result(List<Write> writes, String problem) {}

    /** Whether a statement that starts with this token is one for this reader. */
    static boolean starts(LexedSql sql, int token) {
        return Clauses.isAny(sql, token, "update", "delete", "insert", "merge", "truncate");
    }

    /** Reads a statement for which {@link #starts} holds. */
    static Result read(LexedSql sql, Span statement, WithClauses with) {
        WriteReader reader = new WriteReader(sql, statement);
        reader.statement();
        WithClauses.Visible visible = with.visibleAt(statement.from());
        List<Write> writes =
                reader.drafts.stream().map(draft -> draft.build(sql, visible)).toList();
        return new Result(writes, reader.cursor.problem());
    }

    private void statement() {
        if (cursor.accept("update")) {
            drafts.add(update());
        } else if (cursor.accept("delete")) {
            drafts.add(delete());
        } else if (cursor.accept("insert")) {
            drafts.add(new InsertReader(cursor).read());
        } else if (cursor.accept("merge")) {
            drafts.addAll(new MergeReader(cursor).read());
        } else {
            cursor.expect("truncate");
            truncate();
        }
        cursor.expectEnd();
    }

    private WriteDraft update() {
        WriteDraft draft = new WriteDraft(Operation.UPDATE, Target.read(cursor, "set"));
        cursor.expect("set");
        Span list = cursor.untilOutsideCase("from", "where", "returning");
        draft.from = from("from");
        draft.where = where(cursor, draft);
        cursor.moveTo(cursor.limit());
        Scope scope = new Scope(draft.target.relation(), draft.target.alias(), draft.from != null, false);
        draft.assign(AssignmentReader.read(cursor, list, scope));
        return draft;
    }

    private WriteDraft delete() {
        cursor.expect("from");
        WriteDraft draft = new WriteDraft(Operation.DELETE, Target.read(cursor));
        draft.from = from("using");
        draft.where = where(cursor, draft);
        returning(cursor);
        return draft;
    }

    private Span from(String keyword) {
        return cursor.accept(keyword) ? cursor.until("where", "returning") : null;
    }

    /** The predicate, null without one; moves to RETURNING or the end. */
    static Span where(Cursor cursor, WriteDraft draft) {
        if (!cursor.accept("where")) {
            return null;
        }
        draft.currentOf = cursor.at("current") && cursor.nextIs("of");
        return cursor.untilOutsideCase("returning");
    }

    /** What RETURNING gives back changes nothing: passes over it. */
    static void returning(Cursor cursor) {
        if (cursor.accept("returning")) {
            cursor.moveTo(cursor.limit());
        }
    }

    private void truncate() {
        cursor.accept("table");
        List<Target> targets = new ArrayList<>();
        do {
            int from = cursor.position();
            targets.add(new Target(Target.readRelation(cursor), null, new Span(from, cursor.position())));
        } while (cursor.accept(TokenType.COMMA));
        if (cursor.acceptAny("restart", "continue")) {
            cursor.expect("identity");
        }
        boolean cascade = cursor.accept("cascade");
        cursor.accept("restrict");
        for (Target target : targets) {
            WriteDraft draft = new WriteDraft(Operation.TRUNCATE, target);
            draft.cascade = cascade;
            drafts.add(draft);
        }
    }
}
