package io.writeguard.rules.plan;

import io.writeguard.rules.plan.TableChange.Kind;
import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Reads the actions of an ALTER TABLE. */
final class AlterTableReader {

    private static final String[] HARMLESS = {
        "validate", "owner", "set", "reset", "cluster", "replica", "force", "depends", "options"
    };

    private final RelationName table;
    private final List<TableChange> changes = new ArrayList<>();

    private AlterTableReader(RelationName table) {
        this.table = table;
    }

    /** Reads from the table's name on, to the end. */
    static List<TableChange> read(Cursor cursor) {
        cursor.acceptAll("if", "exists");
        AlterTableReader reader = new AlterTableReader(Target.readRelation(cursor));
        for (Span action : Clauses.items(cursor.sql(), new Span(cursor.position(), cursor.limit()))) {
            Cursor rest = new Cursor(cursor.sql(), action);
            reader.action(rest);
            if (rest.problem() != null) {
                cursor.fail(rest.problem());
            }
        }
        cursor.moveTo(cursor.limit());
        return reader.changes;
    }

    private void add(Kind kind, String column) {
        changes.add(new TableChange(kind, table, column, null));
    }

    private void action(Cursor cursor) {
        if (cursor.accept("rename")) {
            rename(cursor);
        } else if (cursor.accept("add")) {
            addColumn(cursor);
        } else if (cursor.accept("drop")) {
            drop(cursor);
        } else if (cursor.accept("alter")) {
            alter(cursor);
        } else if (cursor.accept("detach")) {
            partition(cursor, Kind.DETACH_PARTITION);
        } else if (cursor.accept("attach")) {
            partition(cursor, Kind.OTHER);
        } else if (cursor.acceptAll("set", "schema")) {
            add(Kind.SET_SCHEMA, null);
        } else {
            add(isHarmless(cursor) ? Kind.HARMLESS : Kind.OTHER, null);
        }
    }

    /** INHERIT and its like change which tables a write reaches, ENABLE and DISABLE which triggers and rules it fires. */
    private static boolean isHarmless(Cursor cursor) {
        return Clauses.isAny(cursor.sql(), cursor.position(), HARMLESS)
                || cursor.acceptAll("no", "force")
                || cursor.acceptAll("enable", "row")
                || cursor.acceptAll("disable", "row");
    }

    private void rename(Cursor cursor) {
        if (cursor.accept("to")) {
            add(Kind.RENAME_TABLE, null);
        } else if (cursor.at("constraint") && !cursor.nextIs("to")) {
            add(Kind.HARMLESS, null);
        } else {
            acceptColumnKeyword(cursor);
            add(Kind.RENAME_COLUMN, cursor.name());
        }
    }

    /** The word that begins a constraint is reserved, but for EXCLUDE. */
    private void addColumn(Cursor cursor) {
        boolean column = cursor.accept("column");
        cursor.acceptAll("if", "not", "exists");
        boolean constraint = cursor.at(TokenType.WORD)
                && (Keywords.isReserved(cursor.sql().word(cursor.position())) || cursor.at("exclude"));
        add(Kind.HARMLESS, constraint && !column ? null : cursor.name());
    }

    private void drop(Cursor cursor) {
        if (cursor.accept("constraint")) {
            add(Kind.HARMLESS, null);
            return;
        }
        acceptColumnKeyword(cursor);
        cursor.acceptAll("if", "exists");
        add(Kind.DROP_COLUMN, cursor.name());
    }

    private void alter(Cursor cursor) {
        if (cursor.accept("constraint")) {
            add(Kind.HARMLESS, null);
            return;
        }
        acceptColumnKeyword(cursor);
        String column = cursor.at(TokenType.NUMBER) ? null : cursor.name();
        if (cursor.acceptAll("set", "expression") || cursor.acceptAll("drop", "expression")) {
            add(Kind.OTHER, column);
        } else if (cursor.acceptAll("set", "data", "type") || cursor.accept("type")) {
            cursor.until("using");
            Span using = cursor.accept("using") ? new Span(cursor.position(), cursor.limit()) : null;
            changes.add(new TableChange(Kind.ALTER_TYPE, table, column, using));
        } else {
            add(Kind.HARMLESS, column);
        }
    }

    /** COLUMN is a reserved word, so that it never names one. */
    private static void acceptColumnKeyword(Cursor cursor) {
        cursor.accept("column");
    }

    private void partition(Cursor cursor, Kind kind) {
        cursor.expect("partition");
        add(kind, null);
        changes.add(new TableChange(kind, cursor.relation(), null, null));
    }
}
