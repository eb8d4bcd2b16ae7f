package io.writeguard.rules.plan;

import io.writeguard.rules.plan.MergeAction.Rows;
import io.writeguard.rules.plan.ValueReader.Scope;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads a MERGE after its keyword: each action is a write of its own. */
final class MergeReader {

    private final Cursor cursor;
    private final LexedSql sql;
    private final List<WriteDraft> drafts = new ArrayList<>();
    private final Map<Rows, List<Span>> conditions = new EnumMap<>(Rows.class);
    private Target target;
    private Span source;
    private Span on;

    MergeReader(Cursor cursor) {
        this.cursor = cursor;
        this.sql = cursor.sql();
    }

    List<WriteDraft> read() {
        cursor.expect("into");
        target = Target.read(cursor);
        cursor.expect("using");
        sourceAndCondition(cursor.untilOutsideCase("when"));
        do {
            when();
        } while (cursor.at("when"));
        WriteReader.returning(cursor);
        return drafts;
    }

    /** The last ON is the MERGE's own; those before it belong to joins in the source. */
    private void sourceAndCondition(Span using) {
        int last = using.to();
        int next = Clauses.findOutsideCase(sql, using, "on");
        while (next < using.to()) {
            last = next;
            next = Clauses.findOutsideCase(sql, new Span(next + 1, using.to()), "on");
        }
        source = new Span(using.from(), last);
        on = new Span(last + 1, using.to());
        if (source.isEmpty() || on.isEmpty()) {
            cursor.fail("expected a source and ON after USING");
        }
    }

    private void when() {
        cursor.expect("when");
        Rows rows = rows();
        Span condition = cursor.accept("and") ? cursor.untilOutsideCase("then") : null;
        cursor.expect("then");
        List<Span> earlier = conditions.computeIfAbsent(rows, added -> new ArrayList<>());
        if (!cursor.acceptAll("do", "nothing")) {
            drafts.add(action(rows, condition, List.copyOf(earlier)));
        }
        if (condition != null) {
            earlier.add(condition);
        }
    }

    private Rows rows() {
        boolean not = cursor.accept("not");
        cursor.expect("matched");
        if (!not) {
            return Rows.MATCHED;
        }
        if (!cursor.accept("by")) {
            return Rows.NOT_MATCHED_BY_TARGET;
        }
        if (cursor.accept("source")) {
            return Rows.NOT_MATCHED_BY_SOURCE;
        }
        cursor.expect("target");
        return Rows.NOT_MATCHED_BY_TARGET;
    }

    private WriteDraft action(Rows rows, Span condition, List<Span> earlier) {
        WriteDraft draft;
        Span assignments = null;
        List<Span> values = List.of();
        if (cursor.accept("update")) {
            draft = new WriteDraft(Operation.MERGE_UPDATE, target);
            cursor.expect("set");
            assignments = cursor.untilOutsideCase("when", "returning");
            Scope scope = new Scope(target.relation(), target.alias(), true, false);
            draft.assign(AssignmentReader.read(cursor, assignments, scope));
        } else if (cursor.accept("delete")) {
            draft = new WriteDraft(Operation.MERGE_DELETE, target);
        } else {
            cursor.expect("insert");
            draft = new WriteDraft(Operation.MERGE_INSERT, target);
            values = insert(draft);
        }
        draft.where = condition;
        draft.merge = new MergeAction(source, on, rows, earlier, assignments, values);
        return draft;
    }

    private List<Span> insert(WriteDraft draft) {
        InsertReader.columnsAndOverriding(cursor, draft);
        if (cursor.acceptAll("default", "values")) {
            return List.of();
        }
        Span row = cursor.untilOutsideCase("when", "returning");
        draft.rows = InsertReader.rows(sql, draft.columns, row);
        if (draft.rows.size() != 1) {
            cursor.failExpecting("one row of VALUES");
            return List.of();
        }
        return Clauses.items(sql, Clauses.inside(new Span(row.from() + 1, row.to())));
    }
}
