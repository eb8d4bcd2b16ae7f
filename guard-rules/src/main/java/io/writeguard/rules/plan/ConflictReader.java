package io.writeguard.rules.plan;

import io.writeguard.rules.plan.ValueReader.Scope;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Reads what follows ON CONFLICT. */
final class ConflictReader {

    private final Cursor cursor;
    private final Target target;
    private final List<String> columns = new ArrayList<>();
    private String constraint;
    private boolean opaque;

    ConflictReader(Cursor cursor, Target target) {
        this.cursor = cursor;
        this.target = target;
    }

    ConflictClause read() {
        if (cursor.acceptAll("on", "constraint")) {
            constraint = cursor.name();
        } else if (cursor.at(TokenType.OPEN_PARENTHESIS)) {
            conflictTarget();
        }
        cursor.expect("do");
        if (cursor.accept("nothing")) {
            return new ConflictClause(columns, constraint, opaque, false, List.of(), null);
        }
        cursor.expect("update");
        cursor.expect("set");
        Span list = cursor.untilOutsideCase("where", "returning");
        Span where = cursor.accept("where") ? cursor.untilOutsideCase("returning") : null;
        Scope scope = new Scope(target.relation(), target.alias(), false, true);
        List<Assignment> assignments = AssignmentReader.read(cursor, list, scope);
        return new ConflictClause(columns, constraint, opaque, true, assignments, where);
    }

    private void conflictTarget() {
        LexedSql sql = cursor.sql();
        for (Span item : Clauses.items(sql, cursor.parenthesised())) {
            if (item.length() == 1 && sql.isName(item.from())) {
                columns.add(sql.word(item.from()));
            } else {
                opaque = true;
            }
        }
        if (cursor.accept("where")) {
            opaque = true;
            cursor.untilOutsideCase("do");
        }
    }
}
