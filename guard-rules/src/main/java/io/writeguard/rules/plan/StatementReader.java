package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads one statement: what kind it is, and where the writes in it stand. */
final class StatementReader {

    private final LexedSql sql;
    private final Span statement;
    private final boolean twice;
    private final WithClauses with;
    private final List<Write> writes = new ArrayList<>();
    private List<Read> reads = List.of();
    private List<TableChange> changes = List.of();
    private boolean executesQuery;
    private String problem;

    /**
     * @param twice whether JSqlParser reads what writes, too
     */
    StatementReader(LexedSql sql, Span statement, boolean twice) {
        this.sql = sql;
        this.statement = statement;
        this.twice = twice;
        this.with = WithClauses.of(sql, statement);
    }

    StatementReading read() {
        StatementKind kind = kind();
        for (Span body : with.bodies()) {
            nested(body);
        }
        if (!writes.isEmpty() && (kind == StatementKind.QUERY || executesQuery)) {
            kind = StatementKind.WRITE;
        }
        boolean code = switch (kind) {
            case ROUTINE, PREPARE, EXECUTE, DDL, UNKNOWN -> true;
            default -> false;
        };
        return new StatementReading(
                statement,
                kind,
                writes,
                reads,
                changes,
                Names.identifiers(sql, statement, code),
                Names.functions(sql, statement),
                problem);
    }

    private StatementKind kind() {
        Cursor cursor = new Cursor(sql, statement);
        if (cursor.accept(TokenType.BRACE)) {
            return call(cursor);
        }
        if (!cursor.at(TokenType.WORD) || startsQuery(cursor.position())) {
            return queryOrWrite(statement);
        }
        String first = cursor.name();
        StatementKind simple = SimpleStatements.kind(first, cursor);
        if (simple != null) {
            return simple;
        }
        return switch (first) {
            case "truncate" -> main(statement);
            case "copy" -> copy(cursor);
            case "explain" -> explain(cursor);
            case "prepare" -> prepare(cursor);
            case "declare" -> declare(cursor);
            case "create", "alter", "drop" -> definition();
            default -> unknown();
        };
    }

    private boolean startsQuery(int token) {
        return Clauses.isAny(sql, token, "select", "values", "table", "with", "insert", "update", "delete", "merge");
    }

    /** {@code {call f(?)}} and {@code {? = call f(?)}}. */
    private StatementKind call(Cursor cursor) {
        if (cursor.accept(TokenType.PARAMETER)) {
            cursor.expectOperator("=");
        }
        cursor.expect("call");
        note(cursor.problem());
        return StatementKind.ROUTINE;
    }

    /** A statement that may begin with WITH: a query, or a write. */
    private StatementKind queryOrWrite(Span span) {
        int main = WithClause.mainStatement(sql, span);
        Span rest = new Span(main, span.to());
        if (WriteReader.starts(sql, main)) {
            return main(rest);
        }
        if (!Clauses.isQuery(sql, rest) || sql.isKeyword(main, "with")) {
            return unknown();
        }
        QueryReader query = new QueryReader(sql, rest);
        reads = ofTables(query.reads(), main);
        if (query.into() == null) {
            return StatementKind.QUERY;
        }
        executesQuery = true;
        changes = List.of(new TableChange(TableChange.Kind.HARMLESS, query.into(), null, null));
        return StatementKind.DDL;
    }

    /** Without those of a WITH query that hides the table of the same name. */
    private List<Read> ofTables(List<Read> found, int token) {
        Set<String> hidden =
                with.visibleAt(token).queries().stream().map(WithQuery::name).collect(Collectors.toSet());
        return found.stream()
                .filter(read -> read.relation().schema() != null
                        || !hidden.contains(read.relation().name()))
                .toList();
    }

    private StatementKind main(Span span) {
        WriteReader.Result result = WriteReader.read(sql, span, with);
        writes.addAll(result.writes());
        note(result.problem());
        if (twice && result.problem() == null) {
            note(ParserReading.disagreement(sql, span, result.writes()));
        }
        return StatementKind.WRITE;
    }

    /** A statement inside another: a query of a WITH, a statement of a rule or of a function's body, what is explained. */
    private void nested(Span span) {
        int main = WithClause.mainStatement(sql, span);
        Cursor cursor = new Cursor(sql, span);
        if (WriteReader.starts(sql, main)) {
            main(new Span(main, span.to()));
        } else if (cursor.accept("explain")) {
            explain(cursor);
        } else if (cursor.accept("copy")) {
            copy(cursor);
        } else if (cursor.at("create")) {
            kept(span);
        }
    }

    private StatementKind copy(Cursor cursor) {
        if (cursor.at(TokenType.OPEN_PARENTHESIS)) {
            nested(cursor.parenthesised());
            return writes.isEmpty() && with.bodies().stream().noneMatch(this::isWrite)
                    ? StatementKind.COPY_TO
                    : StatementKind.WRITE;
        }
        WriteDraft draft = CopyReader.read(cursor);
        note(cursor.problem());
        if (draft == null) {
            return StatementKind.COPY_TO;
        }
        writes.add(draft.build(sql, with.visibleAt(statement.from())));
        return StatementKind.COPY_FROM;
    }

    private boolean isWrite(Span span) {
        return WriteReader.starts(sql, WithClause.mainStatement(sql, span));
    }

    private StatementKind explain(Cursor cursor) {
        ExplainOptions options = ExplainOptions.read(cursor);
        if (cursor.at("execute") && options.analyze()) {
            return StatementKind.EXECUTE;
        }
        nested(new Span(cursor.position(), cursor.limit()));
        return options.analyze() ? StatementKind.EXPLAIN_ANALYZE : StatementKind.EXPLAIN;
    }

    private StatementKind prepare(Cursor cursor) {
        if (cursor.accept("transaction")) {
            return StatementKind.PREPARE_TRANSACTION;
        }
        cursor.name();
        if (cursor.at(TokenType.OPEN_PARENTHESIS)) {
            cursor.parenthesised();
        }
        cursor.expect("as");
        note(cursor.problem());
        nested(new Span(cursor.position(), statement.to()));
        return StatementKind.PREPARE;
    }

    private StatementKind declare(Cursor cursor) {
        cursor.until("for");
        cursor.expect("for");
        note(cursor.problem());
        int main = WithClause.mainStatement(sql, new Span(cursor.position(), statement.to()));
        reads = ofTables(new QueryReader(sql, new Span(main, statement.to())).reads(), main);
        return StatementKind.CURSOR;
    }

    private StatementKind definition() {
        DefinitionReader definition = new DefinitionReader(sql, statement);
        changes = definition.changes();
        executesQuery = definition.createsTable();
        note(definition.problem());
        definition.bodies().forEach(this::nested);
        return StatementKind.DDL;
    }

    /** A definition inside another statement, which does not carry it out. */
    private void kept(Span span) {
        DefinitionReader definition = new DefinitionReader(sql, span);
        note(definition.problem());
        definition.bodies().forEach(this::nested);
    }

    private StatementKind unknown() {
        note("the statement is of no known kind: it begins with " + Clauses.describe(sql, statement.from()));
        return StatementKind.UNKNOWN;
    }

    private void note(String found) {
        problem = problem == null ? found : problem;
    }
}
