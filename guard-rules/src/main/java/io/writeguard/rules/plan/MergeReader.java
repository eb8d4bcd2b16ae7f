package io.writeguard.rules.plan;

import io.writeguard.rules.plan.ValueReader.Scope;
import io.writeguard.rules.sql.Span;
import java.util.ArrayList;
import java.util.List;

/** Reads a MERGE after its keyword: each action is a write of its own. */
final class MergeReader {

    private final Cursor cursor;
    private final List<WriteDraft> drafts = new ArrayList<>();
    private Target target;

    MergeReader(Cursor cursor) {
        this.cursor = cursor;
    }

    List<WriteDraft> read() {
        cursor.expect("into");
        target = Target.read(cursor);
        cursor.expect("using");
        cursor.untilOutsideCase("when");
        do {
            when();
        } while (cursor.at("when"));
        WriteReader.returning(cursor);
        return drafts;
    }

    private void when() {
        cursor.expect("when");
        cursor.accept("not");
        cursor.expect("matched");
        if (cursor.accept("by") && !cursor.accept("source")) {
            cursor.expect("target");
        }
        Span condition = cursor.accept("and") ? cursor.untilOutsideCase("then") : null;
        cursor.expect("then");
        if (!cursor.acceptAll("do", "nothing")) {
            WriteDraft draft = action();
            draft.where = condition;
            drafts.add(draft);
        }
    }

    private WriteDraft action() {
        if (cursor.accept("update")) {
            WriteDraft draft = new WriteDraft(Operation.MERGE_UPDATE, target);
            cursor.expect("set");
            Span list = cursor.untilOutsideCase("when", "returning");
            draft.assign(
                    AssignmentReader.read(cursor, list, new Scope(target.relation(), target.alias(), true, false)));
            return draft;
        }
        if (cursor.accept("delete")) {
            return new WriteDraft(Operation.MERGE_DELETE, target);
        }
        cursor.expect("insert");
        WriteDraft draft = new WriteDraft(Operation.MERGE_INSERT, target);
        InsertReader.columnsAndOverriding(cursor, draft);
        if (!cursor.acceptAll("default", "values")) {
            Span source = cursor.untilOutsideCase("when", "returning");
            draft.rows = InsertReader.rows(cursor.sql(), draft.columns, source);
            if (draft.rows.size() != 1) {
                cursor.failExpecting("one row of VALUES");
            }
        }
        return draft;
    }
}
