package io.writeguard.rules.sql;

/** What a token is. Comments and white space are no tokens. */
public enum TokenType {
    /** An unquoted identifier or a keyword. */
    WORD,
    /** "…" or U&"…". */
    QUOTED_IDENTIFIER,
    /** '…', E'…', U&'…', N'…' or $tag$…$tag$; parts that a line break joins are one token. */
    STRING,
    /** B'…' or X'…'. */
    BIT_STRING,
    NUMBER,
    /** A JDBC {@code ?} or a {@code $n}. */
    PARAMETER,
    /** Any run of operator characters, {@code ::} and {@code :=} included; {@code ??} counts as {@code ?}. */
    OPERATOR,
    COMMA,
    DOT,
    SEMICOLON,
    OPEN_PARENTHESIS,
    CLOSE_PARENTHESIS,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    /** { or } of a JDBC escape. */
    BRACE,
    /** A single : of an array slice. */
    COLON
}
