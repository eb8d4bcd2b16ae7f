package io.writeguard.rules.sql;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A text of SQL as tokens, read the way PostgreSQL's scanner reads it (PostgreSQL manual, 4.1) after the JDBC driver has
 * been over it: {@code ?} is a parameter, {@code ??} the operator ?, and {@code {call …}} an escape. It presumes
 * {@code standard_conforming_strings = on}.
 *
 * <p>Immutable but for caches of its own; may be used by one thread at a time.
 */
public final class LexedSql {

    private static final int OBJECTS = 200;
    private static final int OBJECTS_OF_TEXT = 40;

    private final String sql;
    private final TokenBuffer tokens;
    private final int parameterCount;
    private final String problem;
    private List<Span> statements;
    private String shape;

    private LexedSql(String sql, Scanner scanner) {
        this.sql = sql;
        this.tokens = scanner.problem() == null ? scanner.tokens() : new TokenBuffer(0);
        this.parameterCount = scanner.parameters();
        this.problem = scanner.problem();
    }

    /** Reads any text; never throws. */
    public static LexedSql of(String sql) {
        Scanner scanner = new Scanner(sql);
        scanner.run();
        return new LexedSql(sql, scanner);
    }

    public String sql() {
        return sql;
    }

    /** Why the text can't be split into tokens, in words that quote nothing of it; null where it can. Then it has none. */
    public String problem() {
        return problem;
    }

    /** How many tokens there are. */
    public int size() {
        return tokens.size();
    }

    public TokenType type(int token) {
        return tokens.type(token);
    }

    /** Whether there is a token of that index and it is of that type. */
    public boolean is(int token, TokenType type) {
        return token >= 0 && token < size() && tokens.type(token) == type;
    }

    /** Index of the first character of a token. */
    public int start(int token) {
        return tokens.start(token);
    }

    /** Index after the last character of a token. */
    public int end(int token) {
        return tokens.end(token);
    }

    /** A token exactly as written. */
    public String text(int token) {
        return sql.substring(start(token), end(token));
    }

    /** The text from the first token's first character to the last token's last, comments between them included. */
    public String text(Span span) {
        return span.isEmpty() ? "" : sql.substring(start(span.from()), end(span.to() - 1));
    }

    /** The name that a WORD or a QUOTED_IDENTIFIER stands for: folded or unquoted, cut at 63 bytes. */
    public String word(int token) {
        if (type(token) == TokenType.QUOTED_IDENTIFIER) {
            return Identifiers.unquote(text(token));
        }
        int parameter = tokens.link(token);
        return Identifiers.fold(parameter == 0 ? text(token) : withParameters(text(token), parameter));
    }

    private static String withParameters(String word, int firstParameter) {
        StringBuilder name = new StringBuilder(word.length() + 4);
        int parameter = firstParameter;
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) == '?') {
                name.append('$').append(parameter++);
            } else {
                name.append(word.charAt(i));
            }
        }
        return name.toString();
    }

    /**
     * Whether the keyword stands anywhere in the span.
     *
     * @param keyword in lower case
     */
    public boolean hasKeyword(Span span, String keyword) {
        return IntStream.range(span.from(), span.to()).anyMatch(token -> isKeyword(token, keyword));
    }

    /** Whether there is a token of that index and it may stand for a name: a word, unquoted or quoted. */
    public boolean isName(int token) {
        return is(token, TokenType.WORD) || is(token, TokenType.QUOTED_IDENTIFIER);
    }

    /**
     * Whether there is a token of that index and it is that unquoted word.
     *
     * @param keyword in lower case
     */
    public boolean isKeyword(int token, String keyword) {
        if (!is(token, TokenType.WORD) || end(token) - start(token) != keyword.length()) {
            return false;
        }
        for (int i = 0; i < keyword.length(); i++) {
            if (Identifiers.foldCharacter(sql.charAt(start(token) + i)) != keyword.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is a token of that index and it is exactly that operator. */
    public boolean isOperator(int token, String operator) {
        return is(token, TokenType.OPERATOR)
                && end(token) - start(token) == operator.length()
                && sql.startsWith(operator, start(token));
    }

    /** The value of a STRING or BIT_STRING, decoded. */
    public String literal(int token) {
        return Literals.decode(text(token));
    }

    /** The JDBC index of a PARAMETER, from 1, counted across the whole text; of {@code $n} the n. */
    public int parameter(int token) {
        return tokens.link(token);
    }

    /** The highest index of a parameter, 0 without one. */
    public int parameterCount() {
        return parameterCount;
    }

    /** The token that closes or opens a bracket or brace. */
    public int partner(int token) {
        return tokens.link(token);
    }

    /** The statements in order, without their semicolons; empty ones are left out. */
    public List<Span> statements() {
        if (statements == null) {
            statements = new StatementSplitter(this).split();
        }
        return statements;
    }

    /**
     * The text with one spelling for all texts that are read alike: comments gone, single spaces, unquoted words folded,
     * the contents of strings and numbers left out. Texts of equal shape have the same tokens in the same places but for
     * those contents. A string stays in where a reading looks into it.
     */
    public String shape() {
        if (shape == null) {
            shape = problem == null ? new ShapeWriter(this).write() : "\0" + sql;
        }
        return shape;
    }

    /** About how many bytes of the heap this object holds, for whoever keeps many; its text and its shape included. */
    public int retainedBytes() {
        return OBJECTS + bytesOf(sql) + bytesOf(shape()) + tokens.bytes();
    }

    /** About how many bytes of the heap a text holds, at two for a character. */
    public static int bytesOf(String text) {
        return OBJECTS_OF_TEXT + 2 * text.length();
    }

    /** The text for people to read, on one line: comments gone, {@code ?} for every literal and parameter, cut if long. */
    public String withoutLiterals() {
        return ReadableText.of(this);
    }

    /** Whether a string is cast to a type that names a relation or another object: {@code 'users'::regclass}. */
    public boolean isCastToName(int token) {
        return ShapeWriter.isCastToName(this, token);
    }
}
