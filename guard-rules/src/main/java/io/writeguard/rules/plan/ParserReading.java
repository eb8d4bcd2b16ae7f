package io.writeguard.rules.plan;

import io.writeguard.rules.sql.LexedSql;
import io.writeguard.rules.sql.Span;
import io.writeguard.rules.sql.TokenType;
import java.util.List;
import net.sf.jsqlparser.parser.AbstractJSqlParser.Dialect;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.StringProvider;
import net.sf.jsqlparser.statement.Statement;

/**
 * The second opinion: JSqlParser reads the same statement, and where it can, both readings must agree. It has no opinion on
 * what its grammar lacks (1–2% of real writes).
 */
final class ParserReading {

    /** JSqlParser is recursive, and slow on deep nesting. */
    private static final int DEEPEST = 30;

    /** Of the whole text: a script of thousands of statements must not take seconds. */
    private static final int MOST_TOKENS = 4000;

    private ParserReading() {}

    /**
     * Compares the outline of one writing statement with JSqlParser's reading.
     *
     * @return why they can't both be right, or null
     */
    static String disagreement(LexedSql sql, Span statement, List<Write> writes) {
        if (sql.size() > MOST_TOKENS || depth(sql, statement) > DEEPEST) {
            return null;
        }
        CanonicalText canonical = new CanonicalText(sql, statement, writes);
        List<Explained> second = read(canonical);
        return second == null || second.equals(Explained.of(writes))
                ? null
                : "two independent readings disagree about what the statement beginning with "
                        + Clauses.describe(sql, statement.from()) + " writes";
    }

    private static int depth(LexedSql sql, Span statement) {
        int depth = 0;
        int deepest = 0;
        for (int i = statement.from(); i < statement.to(); i++) {
            if (sql.type(i) == TokenType.OPEN_PARENTHESIS || sql.isKeyword(i, "case")) {
                depth++;
                deepest = Math.max(deepest, depth);
            } else if (sql.type(i) == TokenType.CLOSE_PARENTHESIS || sql.isKeyword(i, "end")) {
                depth--;
            }
        }
        return deepest;
    }

    /** Null where JSqlParser's grammar does not cover the text: it says so in several ways. */
    private static List<Explained> read(CanonicalText canonical) {
        try {
            Statement statement = new CCJSqlParser(new StringProvider(canonical.text()))
                    .withDialect(Dialect.POSTGRESQL)
                    .withAllowComplexParsing(false)
                    .Statement();
            return new ParsedWrites(canonical).of(statement);
        } catch (ParseException | RuntimeException | StackOverflowError unsupported) {
            return null;
        }
    }
}
