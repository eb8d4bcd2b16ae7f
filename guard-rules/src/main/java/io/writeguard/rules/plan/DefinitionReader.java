package io.writeguard.rules.plan;

import io.writeguard.rules.plan.TableChange.Kind;
import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.RelationName;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;

/** Reads CREATE, ALTER and DROP. */
final class DefinitionReader {

    /** Stands for every relation of a schema, or of the database. */
    static final String EVERY_RELATION = "*";

    private static final String[] CREATE_MODIFIERS = {
        "temporary",
        "temp",
        "local",
        "global",
        "unlogged",
        "unique",
        "constraint",
        "recursive",
        "materialized",
        "foreign"
    };

    private final LexedSql sql;
    private final Cursor cursor;
    private final List<TableChange> changes = new ArrayList<>();
    private final List<Span> bodies = new ArrayList<>();
    private boolean createsTable;

    DefinitionReader(LexedSql sql, Span statement) {
        this.sql = sql;
        this.cursor = new Cursor(sql, statement);
        if (cursor.accept("create")) {
            create();
        } else if (cursor.accept("alter")) {
            alter();
        } else {
            cursor.expect("drop");
            drop();
        }
    }

    List<TableChange> changes() {
        return changes;
    }

    /** Statements that are part of the definition: they are kept, not executed. */
    List<Span> bodies() {
        return bodies;
    }

    /** Whether it is CREATE TABLE, which executes the query that may follow AS, with the writes in its WITH. */
    boolean createsTable() {
        return createsTable;
    }

    String problem() {
        return cursor.problem();
    }

    private void change(Kind kind, RelationName relation) {
        changes.add(new TableChange(kind, relation, null, null));
    }

    private void create() {
        cursor.acceptAll("or", "replace");
        cursor.skipAll(CREATE_MODIFIERS);
        createsTable = cursor.at("table");
        if (createsTable || cursor.at("view")) {
            cursor.skip();
            cursor.acceptAll("if", "not", "exists");
            change(Kind.HARMLESS, cursor.relation());
        } else if (cursor.accept("rule")) {
            rule();
        } else if (cursor.acceptAny("index", "policy", "trigger")) {
            on();
        } else if (cursor.acceptAny("function", "procedure")) {
            atomicBody();
        }
    }

    /** {@code … ON [ONLY] table}. */
    private void on() {
        cursor.until("on");
        if (cursor.accept("on")) {
            cursor.accept("only");
            change(Kind.HARMLESS, cursor.relation());
        }
    }

    private void rule() {
        cursor.until("to");
        cursor.expect("to");
        change(Kind.HARMLESS, cursor.relation());
        cursor.until("do");
        cursor.expect("do");
        cursor.acceptAny("also", "instead");
        if (cursor.at(TokenType.OPEN_PARENTHESIS)) {
            statements(cursor.parenthesised());
        } else {
            bodies.add(new Span(cursor.position(), cursor.limit()));
        }
    }

    private void atomicBody() {
        int begin = cursor.position();
        while (begin < cursor.limit() && !(sql.isKeyword(begin, "begin") && sql.isKeyword(begin + 1, "atomic"))) {
            begin = Clauses.next(sql, begin);
        }
        if (begin < cursor.limit()) {
            statements(new Span(begin + 2, cursor.limit()));
        }
    }

    private void statements(Span span) {
        int from = span.from();
        for (int i = span.from(); i < span.to(); i = Clauses.next(sql, i)) {
            if (sql.type(i) == TokenType.SEMICOLON) {
                bodies.add(new Span(from, i));
                from = i + 1;
            }
        }
        bodies.add(new Span(from, span.to()));
    }

    private void alter() {
        if (cursor.accept("schema")) {
            cursor.name();
            if (cursor.at("rename")) {
                change(Kind.SET_SCHEMA, everyRelation(sql.word(cursor.position() - 1)));
            }
            return;
        }
        boolean foreign = cursor.acceptAny("foreign", "materialized");
        if (cursor.acceptAny("table", "view") || (!foreign && cursor.accept("index"))) {
            if (!cursor.at("all")) {
                changes.addAll(AlterTableReader.read(cursor));
            }
        }
    }

    private static RelationName everyRelation(String schema) {
        return new RelationName(schema, EVERY_RELATION);
    }

    private void drop() {
        boolean cascade = sql.isKeyword(cursor.limit() - 1, "cascade");
        cursor.accept("foreign");
        if (cursor.accept("table")) {
            relations(Kind.DROP_TABLE);
        } else if (cursor.accept("schema")) {
            schemas(cascade);
        } else if (cursor.accept("owned")) {
            change(Kind.OTHER, everyRelation(null));
        } else if (cascade && cursor.acceptAny("type", "domain")) {
            types();
        } else if (cascade && cursor.accept("extension")) {
            change(Kind.DROP_TYPE, everyRelation(null));
        } else if (cursor.acceptAll("materialized", "view") || cursor.accept("view")) {
            relations(Kind.HARMLESS);
        } else if (cascade) {
            change(Kind.DROP_DEPENDENTS, everyRelation(null));
        }
    }

    private void relations(Kind kind) {
        cursor.acceptAll("if", "exists");
        do {
            change(kind, cursor.relation());
        } while (cursor.accept(TokenType.COMMA));
    }

    private void types() {
        cursor.acceptAll("if", "exists");
        do {
            String type = cursor.relation().name();
            changes.add(new TableChange(Kind.DROP_TYPE, everyRelation(null), type, null));
        } while (cursor.accept(TokenType.COMMA));
    }

    private void schemas(boolean cascade) {
        cursor.acceptAll("if", "exists");
        do {
            String schema = cursor.name();
            if (cascade) {
                change(Kind.DROP_TABLE, everyRelation(schema));
                change(Kind.DROP_DEPENDENTS, everyRelation(null));
            }
        } while (cursor.accept(TokenType.COMMA));
    }
}
