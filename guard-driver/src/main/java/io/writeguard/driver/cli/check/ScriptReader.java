package io.writeguard.driver.cli.check;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes a script apart into pieces of whole statements, as psql would read it: a line of a command of psql's own stands
 * between them, and so do the rows of a COPY … FROM STDIN.
 */
final class ScriptReader {

    private static final Pattern COPY_FROM_STDIN =
            Pattern.compile("(?is)\\bcopy\\b[^;]*\\bfrom\\s+stdin\\b[^;]*;\\s*(--[^\n]*)?$");
    private static final String END_OF_ROWS = "\\.";

    private final List<Piece> pieces = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private int openAt;

    /**
     * A part of a script.
     *
     * @param offset where in the script it begins, in characters
     */
    record Piece(int offset, LexedSql sql) {}

    static List<Piece> read(String script) {
        ScriptReader reader = new ScriptReader();
        reader.readLines(script);
        return reader.pieces;
    }

    private void readLines(String script) {
        int at = 0;
        boolean inRows = false;
        while (at < script.length()) {
            int end = script.indexOf('\n', at);
            int next = end < 0 ? script.length() : end + 1;
            String line = script.substring(at, next);
            if (inRows) {
                inRows = !line.strip().equals(END_OF_ROWS);
            } else if (!(line.startsWith("\\") && isBetweenStatements())) {
                inRows = addLine(line, at);
            }
            at = next;
        }
        close();
    }

    /** Returns whether the rows of a COPY follow. */
    private boolean addLine(String line, int at) {
        if (open.length() == 0) {
            openAt = at;
        }
        open.append(line);
        if (line.indexOf(';') < 0) {
            return false;
        }
        LexedSql sql = LexedSql.of(open.toString());
        if (!isWhole(sql)) {
            return false;
        }
        boolean rowsFollow = COPY_FROM_STDIN.matcher(open).find();
        pieces.add(new Piece(openAt, sql));
        open.setLength(0);
        return rowsFollow;
    }

    private boolean isBetweenStatements() {
        LexedSql sql = LexedSql.of(open.toString());
        return sql.problem() == null && sql.size() == 0;
    }

    /** Whether the text ends behind the semicolon of a statement, and not inside a string, a comment or a function's body. */
    private static boolean isWhole(LexedSql sql) {
        if (sql.problem() != null || !sql.is(sql.size() - 1, TokenType.SEMICOLON)) {
            return false;
        }
        List<Span> statements = sql.statements();
        return statements.isEmpty() || statements.get(statements.size() - 1).to() < sql.size();
    }

    private void close() {
        if (open.length() > 0) {
            pieces.add(new Piece(openAt, LexedSql.of(open.toString())));
        }
    }
}
